import type { JsonObject } from "../document/json-value.ts";
import { removedMark } from "../tombstones/tombstone.ts";

/** Reads whether an operation or parameter stands there because of a tombstone. */
export function readRemoved(value: JsonObject): { removed?: string } {
  const removed = value[removedMark];
  return typeof removed === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(removed) ? { removed } : {};
}
