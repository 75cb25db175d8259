import { createHash } from "node:crypto";
import type { LatchStore, StoredDoor } from "@just-one/core";
import { ask } from "../ask.ts";
import { checkShared, type SharedOptions } from "../shared-options.ts";
import { watchDoors } from "./watch-doors.ts";

/** Doors that all machines share which reach their database. */
export interface PostgresLatches extends LatchStore {
  read(): Promise<readonly StoredDoor[]>;
  close(door: StoredDoor): Promise<void>;
  open(door: Pick<StoredDoor, "code" | "operation">): Promise<void>;
  /** Hears no more of the database; the pool stays open. */
  leave(): Promise<void>;
}

/**
 * Keeps in PostgreSQL which operations, and whether the account, are closed by an answer of the vendor's. All machines know within milliseconds,
 * and behind a pooler that hands connections out by the transaction within two seconds. It holds one connection of a pool
 * that has more than one. Doors of a token (100, 602) are not kept.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const client = createClient({ token, latches: { store: createPostgresLatches({ pool }) } });
 * ```
 */
export function createPostgresLatches(options: SharedOptions): PostgresLatches {
  const { pool, account } = checkShared("latches", options, {});
  const listeners = new Set<() => void>();
  let watch: ReturnType<typeof watchDoors> | undefined;
  const leave = async (): Promise<void> => {
    const left = watch;
    watch = undefined;
    await left?.end();
  };
  return {
    read: async () => {
      const rows = await ask(
        pool,
        `select code, operation, wait_ms, 
            case when until = 'infinity' then 'infinity'
              else extract(epoch from until - clock_timestamp())::double precision * 1000 end as left_ms
          from just_one.door where account = $1 and (wait_ms is not null or until > clock_timestamp())`,
        [account],
      );
      return rows.map(toDoor);
    },
    close: async ({ code, operation = "", until, waitMs }) => {
      if (tokenCodes.has(code)) return;
      // How long it takes by this machine's clock, as that may be wrong. Infinity is null.
      const leftMs = Number.isFinite(until) ? until - Date.now() : null;
      const waitedMs = waitMs === undefined || Number.isFinite(waitMs) ? waitMs : "Infinity";
      await ask(pool, "select just_one.close_door($1, $2, $3, $4, $5)", [account, operation, code, leftMs, waitedMs]);
    },
    open: async ({ operation = "" }) => {
      await ask(pool, "select just_one.open_door($1, $2)", [account, operation]);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      const tell = (): void => listeners.forEach((one) => one());
      watch ??= watchDoors({ pool, account, topic: createHash("md5").update(account).digest("hex"), tell });
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) void leave();
      };
    },
    leave,
  };
}

/** What they close is one token, of which nothing may be stored. */
const tokenCodes: ReadonlySet<number> = new Set([100, 602]);

function toDoor(row: Readonly<Record<string, unknown>>): StoredDoor {
  const { code, operation, wait_ms: waitMs, left_ms: leftMs } = row;
  return {
    code: Number(code),
    until: Date.now() + Number(leftMs),
    ...(operation === "" ? {} : { operation: String(operation) }),
    ...(waitMs === null ? {} : { waitMs: Number(waitMs) }),
  };
}
