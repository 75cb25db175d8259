import { setTimeout } from "node:timers/promises";
import { ConfigError } from "@just-one/core";
import { ask } from "../ask.ts";
import { explainPostgres, isTransient } from "../explain-postgres.ts";
import type { PostgresPool } from "../pool.ts";

/** Rows of an answer, by the names of their columns. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Asks the database; what may be asked twice is asked again while the server is away. */
export type AskStore = (text: string, values: unknown[]) => Promise<Rows>;

export interface AskOptions {
  /** How long a server that is away is asked again. */
  readonly patienceMs: number;
  /** How long one answer is waited for. @default 10_000 */
  readonly limitMs?: number;
}

export function createAsk(pool: PostgresPool, { patienceMs, limitMs }: AskOptions): AskStore {
  return async (text, values) => {
    const until = performance.now() + patienceMs;
    for (let waitMs = 25; ; waitMs = Math.min(1000, waitMs * 2)) {
      try {
        return await ask(pool, text, values, limitMs);
      } catch (error) {
        const known = knownErrors.get(readSqlState(error) ?? "");
        if (known !== undefined) throw new ConfigError(known);
        if (!isTransient(error) || performance.now() + waitMs > until) throw explainPostgres(error);
      }
      await setTimeout(waitMs);
    }
  };
}

const otherServer =
  "the database is not the one that this run was planned in: a replica has taken over, or a backup was restored, and what was sent last " +
  "may be missing. Nothing more is sent until a person says what to assume: " +
  "`just-one collect reconcile FOLDER --after-failover nothing-lost` or `all-unknown`";
const otherPlanner = "another process plans this run now; nothing of this planning is kept";

/** What the functions of the schema raise. */
const knownErrors: ReadonlyMap<string, string> = new Map([
  ["JO001", otherServer],
  ["JO002", otherPlanner],
  ["JO003", "there is no planned run of that name to take the inputs of"],
]);

function readSqlState(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
