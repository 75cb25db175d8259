import { type CallReply, type Failure, spreadOperation } from "../../../src/shared/protocol.ts";
import type { AskSpread } from "../creators/reply-store.ts";
import { send, ServerError } from "./send.ts";

/** Asks the server for one creator's figures. A failure is an answer, too: it never rejects. */
export const askSpread: AskSpread = async ({ id, variant: { range, type } }, { onlyFree }) => {
  try {
    const parameters = { oAuthorId: id, range, type };
    const body = { operation: spreadOperation, parameters, ...(onlyFree && { onlyFree }) };
    // Safe: the server is this page's own, of the same version.
    return (await send("/api/call", undefined, body)) as CallReply;
  } catch (error) {
    return { ok: false, failure: toFailure(error instanceof ServerError ? error.status : undefined) };
  }
};

const kinds: ReadonlyMap<number, Failure["kind"]> = new Map([
  [401, "expired"],
  [403, "viewer"],
  [429, "busy"],
  [503, "stopping"],
]);

/** A refusal was never sent on. Without an answer nobody knows: the server may have had the request. */
export function toFailure(status: number | undefined): Failure {
  const kind = status === undefined ? "offline" : (kinds.get(status) ?? (status < 500 ? "refused" : "offline"));
  return { kind, billing: kind === "offline" ? "unknown" : "unbilled" };
}
