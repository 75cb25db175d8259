import type { KeptCall } from "../calls/call-store.ts";
import { presentReply } from "../results/present.ts";
import { ToolError, type ToolErrorFacts } from "../results/tool-error.ts";
import type { Memory } from "./services.ts";

/** How a call is shown. */
export interface CallView {
  readonly call: KeptCall;
  /** Whether it is this tool's call that was paid for. */
  readonly billed: "yes" | "no";
  readonly select: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly next?: ((data: unknown) => object | undefined) | undefined;
}

/**
 * Shows a call: its reply, that it is still under way, or as an error what became of it.
 *
 * @throws ToolError for a call that came to nothing, and a `select` that cannot be used
 */
export async function showCall({ store }: Pick<Memory, "store">, view: CallView): Promise<object> {
  const { call, billed, select, now, next } = view;
  switch (call.state) {
    case "claimed":
    case "sent":
      return {
        reply: call.id,
        state: "running",
        billed: "pending",
        ageSeconds: toSeconds(now - call.startedAt),
        next: { tool: "read_reply", arguments: { reply: call.id, waitSeconds: 30 } },
      };
    case "unknown":
    case "failed":
      throw new ToolError(readFailure(call, billed));
    case "done": {
      const json = await store.readReply(call.id);
      if (json === undefined) throw forgotten(call.id);
      return presentReply({
        head: {
          reply: call.id,
          state: "done",
          billed,
          ...(billed === "yes" && call.cost !== "" && { cost: call.cost }),
          ...(billed === "no" && { ageSeconds: toSeconds(now - (call.endedAt ?? now)) }),
        },
        json,
        select,
        next: next?.(JSON.parse(json)),
      });
    }
  }
}

/** The answer for a handle that leads nowhere. */
export function forgotten(reply: string): ToolError {
  return new ToolError({
    error: "unknown_reply",
    fix: "you: take the handle that call_operation gave; replies are kept for some days",
    say: "There is no reply of that handle, or not any more.",
    // Whatever else was sent as one is no word of ours.
    reply: /^[\w.-]{1,60}$/.test(reply) ? reply : undefined,
  });
}

/** What is known of a call that gave no reply. Who only asked again, or reads, has spent nothing. */
function readFailure({ id, state, failure }: KeptCall, billed: "yes" | "no"): ToolErrorFacts {
  if (state === "unknown") {
    return {
      error: "outcome_unknown",
      billed: "unknown",
      fix: "operator: compare with the vendor's bill, then just-one-mcp settle",
      say: "The call was sent, and nobody knows what became of it. It may have been paid for, so it is not sent again.",
      reply: id,
    };
  }
  // Safe: only the desk writes it, from such facts.
  const facts = JSON.parse(failure ?? "{}") as ToolErrorFacts;
  return { ...facts, ...(billed === "no" && facts.billed === "yes" && { billed: "no" }), reply: id };
}

function toSeconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000));
}
