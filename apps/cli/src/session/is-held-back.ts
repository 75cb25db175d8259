import type { JustOneError } from "@just-one/core";

/** Whether a call ended because nothing more is sent once the command is stopped; a reply of the vendor's is none of that. */
export function isHeldBack(error: JustOneError, stop: AbortSignal): boolean {
  return stop.aborted && error.billing === "unbilled" && heldBack.has(error.kind);
}

// The client is closed, its signal aborts, or the way to the vendor is.
const heldBack: ReadonlySet<JustOneError["kind"]> = new Set(["config", "aborted", "transport"]);
