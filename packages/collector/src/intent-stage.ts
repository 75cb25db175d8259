import { ConfigError } from "@just-one/core";
import type { Stage } from "@just-one/core/lean";
import type { NotSent, Settlement } from "./board.ts";
import type { Reply } from "./item.ts";
import { writeJson } from "./json-text.ts";
import type { TurnQueue } from "./turn-queue.ts";

/** Which item a call is for; travels as the call's `context`. */
export class ItemContext {
  readonly seq: number;
  /** Whether its request may be under way now. */
  isSent = false;
  /** Its request did not leave, for a reason that is not the item's own. */
  isHeldBack = false;

  /** Resolves when what became of its last request is on disk; the next item's intent may share the commit. */
  settled: Promise<void> = Promise.resolve();
  /** What was paid for; absent until it is there. */
  reply?: Reply;
  /** All that it asks with. */
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(seq: number, parameters: Readonly<Record<string, unknown>>) {
    this.seq = seq;
    this.parameters = parameters;
  }
}

/** What the runner says and hears. */
export interface Intents {
  readonly queue: TurnQueue;
  /** Whether nothing more shall be sent. */
  readonly isStopped: () => boolean;
  /** A request was refused by the board. */
  readonly onRefused: (why: NotSent) => void;
  /** The board could not be written. */
  readonly onTrouble: (error: unknown) => void;
  /** A reply was paid for; it is on the board, if that can be written at all. */
  readonly onReply: (item: ItemContext, reply: Reply) => void;
}

/**
 * The innermost stage: records every request before it leaves and keeps what became of it, so that whoever is killed in
 * between leaves a request that is known as perhaps paid for.
 */
export function createIntentStage({ queue, isStopped, onRefused, onTrouble, onReply }: Intents): Stage {
  return {
    aroundAttempt: async (call, next) => {
      const { context } = call;
      if (!(context instanceof ItemContext)) throw new ConfigError("this client is for the collector's items only");
      const { seq } = context;
      const holdBack = (why: string): Outcome => {
        context.isHeldBack = true;
        return refuse(why);
      };
      if (isStopped() || call.signal?.aborted === true) return holdBack("the run was stopped");
      let attempt: number | NotSent;
      try {
        attempt = await queue.send(seq);
      } catch (error) {
        onTrouble(error);
        return holdBack("its board cannot be written");
      }
      if (typeof attempt !== "number") {
        onRefused(attempt);
        return holdBack(reasons[attempt]);
      }
      const request = attempt;
      const settle = (outcome: Settlement["outcome"]): Promise<void> =>
        (context.settled = queue.settle({ seq, attempt: request, outcome }).catch(onTrouble));
      context.isSent = true;
      try {
        const outcome = await next();
        if (outcome.ok) {
          const { requestId, recordTime } = call.meta();
          const reply = { json: writeJson(outcome.data), requestId, recordTime, fetchedAt: Date.now() };
          context.reply = reply;
          context.settled = settle({ how: "bill", reply }).then(() => onReply(context, reply));
        } else {
          const { billing, code } = outcome.failure;
          const reason = code === undefined ? outcome.failure.toError(call.meta()).kind : String(code);
          void settle({ how: billing === "unbilled" ? "release" : "lose", reason });
          // who would wait to send it again would wait in vain
          if (isStopped()) return { ...outcome, failure: { ...outcome.failure, final: true } };
        }
        return outcome;
      } catch (error) {
        void settle({ how: "lose", reason: "internal" }); // nobody knows how far it came
        throw error;
      } finally {
        context.isSent = false;
      }
    },
  };
}

const reasons: Readonly<Record<NotSent, string>> = {
  budget: "the run's budget is spent or reserved",
  "not-planned": "another worker has sent it",
  "worker-closed": "this worker was given up for dead",
};

type Outcome = Awaited<ReturnType<NonNullable<Stage["aroundAttempt"]>>>;

function refuse(why: string): Outcome {
  return {
    ok: false,
    failure: {
      billing: "unbilled",
      final: true,
      toError: (meta) => new ConfigError(`${meta.operation} was not sent: ${why}`, { meta }),
    },
  };
}
