import { type CallReply, type Failure, type KnownReply, spreadOperation } from "../../../src/shared/protocol.ts";
import type { ReplyStoreOptions } from "../creators/reply-store.ts";
import type { SpreadCall } from "../creators/spread-call.ts";
import { send, ServerError } from "./send.ts";

/** Asks the server for one creator's figures. A failure is an answer, too: it never rejects. */
export const askSpread: ReplyStoreOptions["ask"] = async (call, again) => {
  try {
    const body = { operation: spreadOperation, parameters: toParameters(call), ...(again && { again }) };
    // Safe, here and below: the server is this page's own, of the same version.
    return (await send("/api/call", undefined, body)) as CallReply;
  } catch (error) {
    return { ok: false, failure: toFailure(error instanceof ServerError ? error.status : undefined) };
  }
};

/** Asks the server for what was paid for already; `undefined` where it does not answer as it should. */
export const askKnown: ReplyStoreOptions["askKnown"] = async (calls) => {
  try {
    const body = { operation: spreadOperation, parameters: calls.map(toParameters) };
    return ((await send("/api/known", undefined, body)) as KnownReply).replies;
  } catch {
    return undefined;
  }
};

function toParameters({ id, variant: { range, type } }: SpreadCall): Readonly<Record<string, unknown>> {
  return { oAuthorId: id, range, type };
}

const kinds: ReadonlyMap<number, Failure["kind"]> = new Map([
  [401, "expired"],
  [403, "viewer"],
  [429, "busy"],
  [503, "stopping"],
]);

/** A refusal was never sent on. Without an answer nobody knows: the server may have had the request. */
function toFailure(status: number | undefined): Failure {
  const kind = status === undefined ? "offline" : (kinds.get(status) ?? (status < 500 ? "refused" : "offline"));
  return { kind, billing: kind === "offline" ? "unknown" : "unbilled" };
}
