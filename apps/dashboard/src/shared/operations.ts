// What page and server say to each other about operations. All words in it are the document's: shown as text, never as markup.

/** `GET /api/operations?words=…&platform=…`: what was found. */
export interface FoundOperations {
  /** The best first; versions of one operation are one. */
  readonly operations: readonly OperationLine[];
  /** How many more fit. */
  readonly more: number;
  /** Words that no operation has. */
  readonly unknown: readonly string[];
  readonly platforms: readonly string[];
  /** How many operations are known in all. */
  readonly known: number;
}

/** An operation in a list. */
export interface OperationLine {
  /** `"METHOD /path"`. */
  readonly operation: string;
  readonly title: string;
  readonly platform: string;
  /** Such as `deprecated`. */
  readonly remarks: readonly string[];
}

/** `GET /api/operation?name=METHOD /path`: what whoever wants to call it should know. */
export interface OperationPage extends OperationLine {
  readonly about?: string;
  /** Required ones first; the token is not among them. */
  readonly parameters: readonly OperationParameter[];
  /** What the data of a reply holds, one place a line; absent while nobody has typed it. */
  readonly reply?: readonly string[];
  readonly versions: readonly string[];
}

export interface OperationParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly types: readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

/** `POST /api/try` and, with a language, `POST /api/snippet`. */
export interface TryRequest {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly language?: string;
}

/** What the mock answered, or what is wrong with the parameters. Nothing was sent to the vendor. */
export type TryReply =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A call as a program, or what is wrong with the parameters. */
export type SnippetReply =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly string[] };
