import type { CatalogEntry } from "@just-one/api";
import type { PlanOptions, Reply, SharedReplies } from "@just-one/collector";
import { type CachedReply, toRequestKey } from "@just-one/core";
import { InvalidArgumentError } from "commander";
import { findServer } from "../session/find-server.ts";
import { dayMs, openKeptReplies } from "../session/kept-replies.ts";
import type { Destination } from "../session/open-session.ts";
import type { Terminal } from "../terminal.ts";

/** Replies that this user has paid for lately, with whatever command. */
export interface FreshReplies extends Disposable {
  readonly find: NonNullable<PlanOptions["findFresh"]>;
  /** Whether another command may have paid for a request and has no reply. */
  readonly isDoubtful: NonNullable<PlanOptions["isDoubtful"]>;
  /** The same while requests are sent: of two commands that ask the same at once, one pays. */
  readonly shared: SharedReplies;
}

export interface FreshOptions {
  readonly entry: CatalogEntry;
  /** Milliseconds: no reply is used that is older. */
  readonly freshMs: number;
  /** Epoch milliseconds: a person has said then to pay again for what was in doubt. */
  readonly doubtsSince: number;
  readonly environment: Terminal["environment"];
}

/** Opens them for one operation. */
export async function openFreshReplies(
  destination: Destination,
  { entry, freshMs, doubtsSince, environment }: FreshOptions,
): Promise<FreshReplies> {
  const store = await openKeptReplies(destination, environment, { repliesSince: Date.now() - freshMs, doubtsSince });
  const server = await findServer(destination, entry); // as the client's own cache tells replies apart
  const toKey = (parameters: object): string => `${server} ${toRequestKey(entry.operation, parameters, [entry])}`;
  return {
    find: (key) => toReply(store.peek(`${server} ${key}`)),
    isDoubtful: (key) => store.isDoubtful(`${server} ${key}`),
    shared: {
      twins: store.twins,
      find: async (parameters) => toReply(await store.get(toKey(parameters))),
      keep: (parameters, { json, requestId, recordTime, fetchedAt }) =>
        store.set(toKey(parameters), {
          json,
          storedAt: fetchedAt,
          expiresAt: fetchedAt + dayMs,
          ...(requestId !== undefined && { requestId }),
          ...(recordTime !== undefined && { recordTime }),
        }),
    },
    [Symbol.dispose]: () => store.close(),
  };
}

function toReply(kept: CachedReply | undefined): Reply | undefined {
  if (kept === undefined) return undefined;
  const { json, requestId, recordTime, storedAt } = kept;
  return { json, requestId, recordTime, fetchedAt: storedAt };
}

/** Reads `24h`, `90m` or `30s` as milliseconds. */
export function parseFresh(text: string): number {
  const [, number, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(number) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as "s" | "m" | "h"]; // or it is NaN
  if (!(ms > 0 && ms <= dayMs)) throw new InvalidArgumentError("Write 24h, 90m or 30s: replies are kept for a day.");
  return ms;
}
