import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CacheStore, LatchStore, Ledger, RateLimiter, Stage } from "@just-one/core";
import { createFileCache, createFileLedger } from "@just-one/core/node";
import type { BudgetStatus } from "@just-one/postgres";
import { findUserFolder } from "@just-one/user-folders";
import type { BudgetLine } from "../shared/spending.ts";
import type { EnvironmentVariables } from "./open-client.ts";
import { SettingsError } from "./settings.ts";

/** Replies that were paid for, and the account of them: both outlive the process. */
export interface Books {
  /** With a stage, so that of identical calls on all servers that share it one pays. */
  readonly cache: CacheStore & { readonly twins: Stage };
  readonly ledger: Ledger;
  /** What stands in the ledger besides the limit of the day; absent where it keeps none. */
  readonly listBudgets?: () => Promise<readonly BudgetLine[]>;
  /** Of all machines; absent where this process has its own. */
  readonly rateLimiter?: RateLimiter;
  /** Doors that all machines know; absent where this process has its own. */
  readonly doors?: LatchStore;
  readonly close: () => Promise<void>;
}

/** What all machines together may have under way and start. */
export interface SharedLimits {
  readonly totalConcurrency?: number;
  readonly requestsPerMinute?: number;
}

/** What is in doubt is remembered beside the replies, where people decide about it; here it counts until they have been told. */
const doubtMs = 0;

/** In files of this user, which nobody else on this computer reads. @throws SettingsError when they cannot be made */
export async function openFiles(variables: EnvironmentVariables): Promise<Books> {
  const folder = join(findUserFolder("XDG_STATE_HOME", variables), "just-one-dashboard");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch {
    throw new SettingsError("The folder for paid replies cannot be made. Point XDG_STATE_HOME to one of yours.");
  }
  const cache = createFileCache({ path: join(folder, "cache"), doubtMs });
  const ledger = createFileLedger({ path: join(folder, "ledger") });
  const close = (): Promise<void> => {
    cache.close();
    ledger.close();
    return Promise.resolve();
  };
  return { cache, ledger, close };
}

/**
 * In a database that other machines share, with the budgets of `just-one budget`. Its tables are made by
 * `just-one-collector migrate`.
 *
 * @throws ConfigError when the address cannot work; what the database says when it cannot be asked
 */
export async function openDatabase(
  store: string,
  variables: EnvironmentVariables,
  { totalConcurrency, requestsPerMinute }: SharedLimits,
): Promise<Books> {
  // Loaded here, because most dashboards need no database.
  const postgres = await import("@just-one/postgres");
  const pool = postgres.openPostgres(store, { environment: variables });
  const [cache, ledger] = [postgres.createPostgresCache({ pool, doubtMs }), postgres.createPostgresLedger({ pool })];
  const rateLimiter = postgres.createPostgresLimiter({ pool, concurrency: totalConcurrency, requestsPerMinute });
  const doors = postgres.createPostgresLatches({ pool });
  const budgets = postgres.createPostgresBudgets({ pool });
  const close = async (): Promise<void> => {
    await doors.leave();
    for (const part of [rateLimiter, cache, ledger]) await part.close();
    await pool.end();
  };
  const listBudgets = async (): Promise<readonly BudgetLine[]> => (await budgets.list()).map(toLine);
  try {
    await listBudgets(); // now, and not when somebody wants to load something
  } catch (error) {
    await close();
    throw error;
  }
  return { cache, ledger, rateLimiter, doors, listBudgets, close };
}

function toLine({ budget: { name, maxCalls, maxCost }, totals }: BudgetStatus): BudgetLine {
  return {
    name,
    ...(maxCalls !== undefined && { maxCalls }),
    spentCalls: totals.spentCalls + totals.reservedCalls,
    ...(maxCost !== undefined && {
      maxCost: Number(maxCost),
      spentCost: Number(totals.spentCost) + Number(totals.reservedCost),
    }),
  };
}
