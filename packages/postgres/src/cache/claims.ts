import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { ask } from "../ask.ts";
import type { PostgresPool } from "../pool.ts";

/** Whose claims. */
export interface ClaimOptions {
  readonly pool: PostgresPool;
  readonly account: string;
  readonly doubtMs: number;
}

/** One call on its way to a reply. */
export interface Flight {
  /** Whether it is still waited for. */
  readonly isAwaited: () => boolean;
  /** What it has claimed, together with calls of this process that ask the same. */
  claim?: Claim;
  /** Somebody who is gone may have paid for it. */
  isDoubtful?: boolean;
}

/** A reply that this process pays for. */
export interface Claim {
  readonly hash: Buffer;
  readonly holder: string;
  /** Its reply is here, and will be in the cache: who comes now waits for that. */
  isLanded: boolean;
  /** Calls that go by it. */
  count: number;
  /** Whether a request ended of which nobody knows if it was billed. */
  isUnknown: boolean;
  /** What the database is told, in order. */
  told: Promise<unknown>;
}

/** The replies that a process pays for, while others wait. */
export interface Claims {
  /** The reply, once it is there; else nothing, and the flight says why. */
  findOrClaim(hash: Buffer, flight: Flight): Promise<unknown>;
  /** Says that a request may have left, or that none that did was billed. */
  mark(claim: Claim, isSent: boolean): Promise<void>;
  /** A call has ended; with the last one the claim is given back, unless it may have been paid for in vain. */
  leave(claim: Claim): void;
  close(): Promise<void>;
}

const heartbeatMs = 3000;

export function createClaims({ pool, account, doubtMs }: ClaimOptions): Claims {
  const own = new Map<string, Claim>();
  let timer: ReturnType<typeof setInterval> | undefined;

  const keepAlive = (): void => {
    const holders = [...own.values()].map(({ holder }) => holder);
    void ask(
      pool,
      `update just_one.claim set expires_at = clock_timestamp() + interval '10 seconds'
        where account = $1 and not is_doubtful and holder = any($2)`,
      [account, holders],
    ).catch(() => {}); // the next beat may do
  };
  const join = (claim: Claim, flight: Flight): void => {
    claim.count += 1;
    own.set(claim.hash.toString("hex"), claim);
    flight.claim = claim;
    timer ??= setInterval(keepAlive, heartbeatMs).unref();
  };
  const tell = async (claim: Claim, text: string, values: unknown[] = []): Promise<void> => {
    const telling = claim.told.then(async () => ask(pool, text, [account, claim.hash, claim.holder, ...values]));
    claim.told = telling.catch(() => {});
    await telling;
  };

  return {
    findOrClaim: async (hash, flight) => {
      const text = "select just_one.find_or_claim($1, $2, $3, $4) as found";
      const holder = randomUUID();
      let isSeenAgain = false;
      for (let pauseMs = 25; ; pauseMs = Math.min(2 * pauseMs, 400)) {
        const earlier = own.get(hash.toString("hex"));
        // Those of one client share its request, and what becomes of that.
        if (earlier?.isLanded === false) return join(earlier, flight);
        const [row] = await ask(pool, text, [account, hash, holder, doubtMs]);
        // Safe: the function is of our own making.
        const found = row?.["found"] as { readonly is?: "yours" | "busy" | "doubtful"; readonly isStale?: true };
        if (found.is === undefined) return found;
        if (found.isStale === true && !isSeenAgain) {
          isSeenAgain = true;
          continue; // the claim holds, and the reply may be there
        }
        if (found.is === "yours")
          join({ hash, holder, isLanded: false, count: 0, isUnknown: false, told: Promise.resolve() }, flight);
        if (found.is === "doubtful") flight.isDoubtful = true;
        if (found.is !== "busy" || !flight.isAwaited()) return undefined;
        await wait(pauseMs * (0.5 + Math.random()));
      }
    },
    mark: async (claim, isSent) =>
      tell(claim, "update just_one.claim set is_sent = $4 where account = $1 and key = $2 and holder = $3", [isSent]),
    leave: (claim) => {
      claim.count -= 1;
      if (claim.count > 0) return;
      own.delete(claim.hash.toString("hex"));
      if (own.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
      const end = claim.isUnknown
        ? `update just_one.claim set is_doubtful = true, expires_at = clock_timestamp() + ${doubtMs} * interval '1 millisecond'
            where account = $1 and key = $2 and holder = $3`
        : "delete from just_one.claim where account = $1 and key = $2 and holder = $3";
      void tell(claim, end).catch(() => {}); // it ends by itself
    },
    close: async () => {
      clearInterval(timer);
      await Promise.all([...own.values()].map(async ({ told }) => told));
    },
  };
}
