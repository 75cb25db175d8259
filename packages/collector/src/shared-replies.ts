import type { Awaitable } from "@just-one/core";
import type { Stage } from "@just-one/core/lean";
import { ItemContext } from "./intent-stage.ts";
import type { Reply } from "./item.ts";

/** Replies that other programs pay for, too, while a run is under way. */
export interface SharedReplies {
  /** Lets one of all identical calls pay, and refuses what may have been paid for without a reply: a file cache's `twins`. */
  readonly twins: Stage;
  /**
   * Finds the reply to all that an item asks with; asked within a call, so that a cache with twins waits for what another program pays for.
   * What it throws counts as none.
   */
  readonly find: (parameters: Readonly<Record<string, unknown>>) => Awaitable<Reply | undefined>;
  /** Keeps a reply that was paid for; nobody else may pay for it before that is done. What it throws is swallowed. */
  readonly keep: (parameters: Readonly<Record<string, unknown>>, reply: Reply) => Awaitable<unknown>;
}

/** Stands around each call: an item whose reply is there by now is not sent, and `skip` keeps it. */
export function createShareStage(
  { twins, find, keep }: SharedReplies,
  skip: (seq: number, reply: Reply) => Promise<unknown>,
): Stage {
  return {
    aroundCall: (call, next) => {
      const { context } = call;
      if (!(context instanceof ItemContext)) return next();
      const { seq, parameters } = context;
      const ask: typeof next = async () => {
        const found = await tryQuietly(() => find(parameters));
        if (found !== undefined) {
          await skip(seq, found);
          return { ok: true, data: undefined, meta: call.meta() };
        }
        const result = await next();
        const { reply } = context;
        if (reply !== undefined) await tryQuietly(() => keep(parameters, reply));
        return result;
      };
      return twins.aroundCall === undefined ? ask() : twins.aroundCall(call, ask);
    },
  };
}

async function tryQuietly<T>(act: () => Awaitable<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch {
    return undefined;
  }
}
