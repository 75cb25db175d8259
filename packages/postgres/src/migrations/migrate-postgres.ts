import { ConfigError } from "@just-one/core";
import type { PostgresConnection, PostgresPool } from "../pool.ts";
import { explainPostgres, isConflict } from "../explain-postgres.ts";
import type { Migration } from "./migration.ts";
import { migrations } from "./migrations.ts";

/** What was done to a database. */
export interface MigrationReport {
  /** The steps that were taken, by name; none where all had been taken before. */
  readonly applied: readonly string[];
  /** The version that the schema `just_one` has now. */
  readonly version: number;
}

/**
 * Makes the schema `just_one`, or brings it to this version, in one transaction and under a lock: several may start it at once.
 * Nothing else changes the schema. It only goes forward, and workers of the version before go on meanwhile. The role
 * needs `create` on the database; those who only work need what it grants them.
 *
 * @throws ConfigError when the database cannot be reached, or was brought to a newer version than this package knows
 * @example
 * ```ts
 * const { applied } = await migratePostgres(pool);
 * ```
 */
export async function migratePostgres(pool: PostgresPool): Promise<MigrationReport> {
  return runMigrations(pool, migrations);
}

/** The same with other steps: for tests of every version. */
export async function runMigrations(pool: PostgresPool, steps: readonly Migration[]): Promise<MigrationReport> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await runOnce(pool, steps);
    } catch (error) {
      // It takes whole tables, and workers their rows in another order: of two in each other's way one is undone, all of it.
      if (!isConflict(error) || tries === 10) throw explainPostgres(error);
    }
  }
}

async function runOnce(pool: PostgresPool, steps: readonly Migration[]): Promise<MigrationReport> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    const report = await migrate(connection, steps);
    isBroken = false;
    return report;
  } finally {
    connection.release(isBroken);
  }
}

async function migrate(connection: PostgresConnection, steps: readonly Migration[]): Promise<MigrationReport> {
  const run = async (text: string, values?: unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await connection.query(values === undefined ? { text } : { text, values })).rows;
  await run("begin isolation level read committed"); // what others did while this one waited for the lock is seen
  // Behind a worker that hangs, it would keep all others waiting.
  await run("set local lock_timeout = '10s'");
  await run("select pg_advisory_xact_lock($1)", [lockKey]);
  // Whoever finds all steps taken needs no right to take any.
  const [found] = await run("select to_regclass('just_one.migration') is not null as is_there");
  if (found?.["is_there"] !== true)
    await run(`
    create schema if not exists just_one;
    create table just_one.migration (
      version integer primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`);
  const taken = new Set((await run("select version from just_one.migration")).map(({ version }) => Number(version)));
  const newest = Math.max(0, ...taken);
  const known = new Set(steps.map(({ version }) => version));
  if ([...taken].some((version) => !known.has(version)))
    throw new ConfigError(
      `the schema just_one is of a newer version (${newest}) than this program; update the program`,
    );
  const applied: string[] = [];
  for (const { version, name, sql } of steps.toSorted((one, other) => one.version - other.version)) {
    if (taken.has(version)) continue;
    await run(sql);
    await run("insert into just_one.migration (version, name) values ($1, $2)", [version, name]);
    applied.push(name);
  }
  await run("commit");
  return { applied, version: Math.max(newest, ...known) };
}

/** "just_one" in bytes, as far as they go: nobody else's lock. */
const lockKey = 0x6a_75_73_74_5f;
