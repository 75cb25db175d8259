/** What went wrong, in a word that programs and models can compare. */
export type ToolErrorKind =
  | "budget"
  | "closed"
  | "failed"
  | "invalid_parameters"
  | "outcome_unknown"
  | "select"
  | "unauthorized"
  | "unknown_operation"
  | "unknown_reply"
  | "unsafe_number"
  | "vendor";

/** What a model is told of a failure. */
export interface ToolErrorFacts {
  readonly error: ToolErrorKind;
  /** The vendor's business code. */
  readonly code?: number | undefined;
  /** Whether it cost money. @default "no" */
  readonly billed?: "no" | "yes" | "unknown" | undefined;
  /** Whether the same call may be made again: `no`, `later`, or `after:` and a time. @default "no" */
  readonly retry?: string | undefined;
  /** Who can do something about it, and what: `you: …`, `wait`, `operator: …`, `a person: …`. */
  readonly fix: string;
  /** One sentence of what happened. Holds no address, no token and nothing of a reply. */
  readonly say: string;
  /** What was probably meant. */
  readonly near?: readonly string[] | undefined;
  readonly issues?: readonly { readonly path: string; readonly message: string }[] | undefined;
  /** Requests that were sent. */
  readonly attempts?: number | undefined;
  /** The handle of the call, which `read_reply` and people settle it by. */
  readonly reply?: string | undefined;
}

/** A failure that a tool answers with, instead of what it was asked for. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  readonly facts: ToolErrorFacts;

  constructor(facts: ToolErrorFacts) {
    super(facts.say);
    this.facts = facts;
  }

  /** In the order in which it is read: what, what it cost, what to do. */
  toAnswer(): object {
    const { error, code, billed = "no", retry = "no", fix, say, near, issues, attempts, reply } = this.facts;
    const answer = { error, code, billed, retry, fix, say, near, issues, attempts, reply };
    return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined));
  }
}
