import type { JsonValue } from "@just-one/document";

/** One change of an overlay, with the file it stands in and its number there, from 1. */
export interface OverlayAction {
  file: string;
  number: number;
  /** RFC 9535 JSONPath. */
  target: string;
  /** Why it may match nothing (`x-when-present`): what it is about comes and goes. Absent: a stale target is an error. */
  whenPresent?: string;
  change: { kind: "remove" } | { kind: "update"; update: JsonValue };
}

/** Names an action in failures. */
export function describeAction(action: OverlayAction): string {
  return `${action.file}: action ${action.number} (${action.target})`;
}
