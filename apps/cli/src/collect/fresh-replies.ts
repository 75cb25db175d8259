import type { CatalogEntry } from "@just-one/api";
import type { PaidReply, PlanOptions } from "@just-one/collector";
import { toRequestKey } from "@just-one/core";
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
  /** Keeps one for the next command. */
  readonly keep: (paid: PaidReply) => void;
}

/** Opens them for one operation; none is used that is older than `freshMs`. */
export async function openFreshReplies(
  destination: Destination,
  { entry, freshMs, environment }: { entry: CatalogEntry; freshMs: number; environment: Terminal["environment"] },
): Promise<FreshReplies> {
  const store = await openKeptReplies(destination, environment);
  const server = await findServer(destination, entry); // as the client's own cache tells replies apart
  return {
    find: (key) => {
      const kept = store.peek(`${server} ${key}`);
      if (kept === undefined || kept.storedAt < Date.now() - freshMs) return undefined;
      const { json, requestId, recordTime, storedAt } = kept;
      return { json, requestId, recordTime, fetchedAt: storedAt };
    },
    isDoubtful: (key) => store.isDoubtful(`${server} ${key}`),
    keep: ({ parameters, reply }) => {
      const { json, requestId, recordTime, fetchedAt } = reply;
      const kept = store.set(`${server} ${toRequestKey(entry.operation, parameters, [entry])}`, {
        json,
        storedAt: fetchedAt,
        expiresAt: fetchedAt + dayMs,
        ...(requestId !== undefined && { requestId }),
        ...(recordTime !== undefined && { recordTime }),
      });
      if (kept instanceof Promise) kept.catch(() => undefined); // the folder has it
    },
    [Symbol.dispose]: () => store.close(),
  };
}

/** Reads `24h`, `90m` or `30s` as milliseconds. */
export function parseFresh(text: string): number {
  const [, number, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
  const ms = Number(number) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as "s" | "m" | "h"]; // or it is NaN
  if (!(ms > 0 && ms <= dayMs)) throw new InvalidArgumentError("Write 24h, 90m or 30s: replies are kept for a day.");
  return ms;
}
