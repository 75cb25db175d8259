/** JSON Schema in the part of it that every client's model takes: no `$ref`, no `anyOf`, no lists of types. */
export interface PlainSchema {
  readonly type: "string" | "integer" | "boolean" | "object" | "array";
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: PlainSchema;
  readonly properties?: Readonly<Record<string, PlainSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | PlainSchema;
}

/** The schema of an object, as tools take and give it. */
export interface PlainObjectSchema extends PlainSchema {
  readonly type: "object";
  /** There even where it is empty: some clients ask for it. */
  readonly properties: Readonly<Record<string, PlainSchema>>;
}

/** What `tools/list` says of a tool; the same text on every start. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly inputSchema: PlainObjectSchema;
  readonly outputSchema: PlainObjectSchema;
}

/** Who calls a tool, and what the client can do. */
export interface ToolContext {
  /** Whose budget it is. */
  readonly principal: string;
  /** What it may do besides looking things up; everything over stdio. */
  readonly mayCall: boolean;
  /** Aborted when nobody waits for the answer any more; what was sent goes on. */
  readonly signal: AbortSignal;
  /** Whether this client, in this request, says that it can put a form before a person. */
  readonly canAsk: boolean;
  /** What the person answered to the question that the tool asked; absent on the first round. */
  readonly answer?: PersonsAnswer;
  /** The agent's own trace, as W3C writes it. */
  readonly traceparent?: string;
}

/** A person's answer to a form. */
export interface PersonsAnswer {
  /** What the tool gave with its question; proven to be what it gave, to this principal. */
  readonly state: unknown;
  /** What was filled in; absent where the person declined, or the client did it for them. */
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A question to a person, put by the client. */
export interface PersonsQuestion {
  readonly message: string;
  readonly schema: PlainObjectSchema;
  readonly state: unknown;
}

/** What a tool answers: a value, an error that the model can read, or a question to a person first. */
export type ToolAnswer =
  | { readonly value: object }
  | { readonly error: object }
  | { readonly question: PersonsQuestion };

/** Everything that the protocol's side needs to know of ours. */
export interface Surface {
  readonly version: string;
  readonly instructions: string;
  readonly tools: readonly ToolDefinition[];
  /** Calls a tool of the list with whatever the client sent as arguments. */
  call(name: string, args: unknown, context: ToolContext): Promise<ToolAnswer>;
  /** The whole of a kept reply as JSON text, without what nobody sees; absent where there is none for this principal. */
  readReply(id: string, context: Pick<ToolContext, "principal">): Promise<string | undefined>;
  /** Signs what a client carries for us from one round to the next; the same for all instances. */
  readSecret(): Promise<Uint8Array>;
}
