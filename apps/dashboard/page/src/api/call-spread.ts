import { type CallReply, spreadOperation } from "../../../src/shared/protocol.ts";
import type { Variant } from "../creators/choice.ts";
import { createPool } from "./create-pool.ts";
import { send, ServerError } from "./send.ts";

// One fewer than a browser opens to one server, so that estimates get through.
const pool = createPool(5);

/** Asks for one creator's figures. A failure is an answer too; only an abort rejects. */
export function callSpread(id: string, variant: Variant, signal: AbortSignal): Promise<CallReply> {
  return pool(signal, async () => {
    try {
      const parameters = { oAuthorId: id, ...variant };
      // Safe: the server is this page's own, of the same version.
      return (await send("/api/call", signal, { operation: spreadOperation, parameters })) as CallReply;
    } catch (error) {
      if (signal.aborted || !(error instanceof ServerError)) throw error;
      return toFailure(error);
    }
  });
}

/** A refusal was never sent on. Without an answer nobody knows: the server may have had the request. */
function toFailure({ status }: ServerError): CallReply {
  const wasRefused = status !== undefined && status < 500;
  return {
    ok: false,
    failure: wasRefused ? { kind: "refused", billing: "unbilled" } : { kind: "offline", billing: "unknown" },
  };
}
