import { readAuthorSpread } from "@just-one/core/xingtu";
import { type CallReply, spreadOperation } from "../../../src/shared/protocol.ts";
import type { CreatorState } from "./creator-row.ts";

/** The figures of a reply that came at a time in epoch milliseconds, or why there are none. */
export function readReply(reply: CallReply, now: number): CreatorState {
  if (!reply.ok) return { status: "failed", failure: reply.failure };
  const { data, billing, cached, ageMs = 0 } = reply;
  const spread = readAuthorSpread({ data, meta: { operation: spreadOperation, billing, attempts: [], cached } });
  if (spread instanceof Error) return { status: "failed", failure: { kind: "upstream", billing } };
  return { status: "loaded", spread, cached, receivedAt: now - ageMs };
}
