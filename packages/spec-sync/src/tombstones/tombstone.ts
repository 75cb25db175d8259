import type { JsonObject } from "@just-one/document";

/** What the vendor took away and our types still hold, until the next major. */
export interface Tombstone {
  /** `"METHOD /path"`. */
  operation: string;
  /** The one parameter that went; absent where the whole operation did. */
  parameter?: string;
  /** The day it was found missing, `YYYY-MM-DD`. */
  removed: string;
  /** The OpenAPI Operation or Parameter Object as the vendor last published it. */
  definition: JsonObject;
}

/** The content of `openapi/tombstones.json`. */
export interface Tombstones {
  /** Sorted by operation, then parameter. */
  tombstones: readonly Tombstone[];
  /** What the definitions refer to, as in a document's `components`: it may be gone from the document too. */
  components: Readonly<Record<string, JsonObject>>;
  /** Business codes that the document no longer lists; code that names them still compiles. */
  codes: readonly number[];
  /** What operations go on being called, by `"METHOD /path"`, though another one beside them would take the name. */
  names?: Record<string, { constant: string; type: string }>;
}

/** Tells tombstones apart; also the order they stand in. */
export function nameTombstone({ operation, parameter }: Pick<Tombstone, "operation" | "parameter">): string {
  // A path may hold a space, and no name a line break.
  return parameter === undefined ? operation : `${operation}\n${parameter}`;
}
