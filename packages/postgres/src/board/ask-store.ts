import { setTimeout } from "node:timers/promises";
import { ConfigError } from "@just-one/core";
import { explainPostgres } from "../explain-postgres.ts";
import type { PostgresPool } from "../pool.ts";

/** Rows of an answer, by the names of their columns. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Asks the database; what may be asked twice is asked again while the server is away. */
export type AskStore = (text: string, values: unknown[]) => Promise<Rows>;

/** @param patienceMs how long a server that is away is asked again */
export function createAsk(pool: PostgresPool, patienceMs: number): AskStore {
  return async (text, values) => {
    const until = performance.now() + patienceMs;
    for (let waitMs = 25; ; waitMs = Math.min(1000, waitMs * 2)) {
      try {
        return (await pool.query({ text, values })).rows;
      } catch (error) {
        const code = readSqlState(error);
        if (code === "JO001") throw new ConfigError(otherServer);
        if (code === "JO002") throw new ConfigError(otherPlanner);
        if (code === "JO003") throw new ConfigError("there is no planned run of that name to take the inputs of");
        if (!isPassing(error, code) || performance.now() + waitMs > until) throw explainPostgres(error);
      }
      await setTimeout(waitMs);
    }
  };
}

const otherServer =
  "the database is not the one that this run was planned in: a replica has taken over, or a backup was restored, and what was sent last " +
  "may be missing. Nothing more is sent until a person says what to assume: " +
  "`just-one collect reconcile STORE --after-failover nothing-lost` or `all-unknown`";
const otherPlanner = "another process plans this run now; nothing of this planning is kept";

function readSqlState(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether the same question may be answered a moment later: the connection was lost, the server restarts, or two were in each other's way. */
function isPassing(error: unknown, code: string | undefined): boolean {
  if (error instanceof AggregateError) return error.errors.some((each) => isPassing(each, readSqlState(each)));
  if (code === undefined) return error instanceof Error && /connection|not queryable/i.test(error.message);
  return /^(?:08...|57P0[123]|40001|40P01|53300|ECONN\w+|EPIPE|ETIMEDOUT)$/.test(code);
}
