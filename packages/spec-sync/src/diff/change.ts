import type { JsonValue } from "@just-one/document";
import type { Level } from "./level.ts";
import type { Kind } from "./policy.ts";

/** One difference between two documents, as callers meet it. */
export interface Change {
  kind: Kind;
  level: Exclude<Level, "none">;
  /**
   * `"METHOD /path"` as it was before, or as it is now for an added one; `"webhook METHOD name"`; `"*"` for the
   * document itself and for a component that several operations share.
   */
  operation: string;
  /** The place in the operation (`query.page`, `reply 200 application/json.data.list[]`) or from its component on. */
  where: string;
  before: JsonValue;
  after: JsonValue;
  /** The operations that reach a shared component; absent where `operation` says it all. Not part of the JSON output. */
  usedBy?: readonly string[];
}
