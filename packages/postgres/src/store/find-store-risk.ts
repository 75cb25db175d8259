import { ask } from "../ask.ts";
import { explainPostgres } from "../explain-postgres.ts";
import type { PostgresPool } from "../pool.ts";

/**
 * Asks a server whether it keeps what it has committed when its machine loses power: one that runs with `fsync=off` or
 * `full_page_writes=off` does not, and what was paid for last may be paid for again. Returns a sentence that says so; `undefined` where all is well.
 * `synchronous_commit` is not asked for: whatever its default is, ledger and board turn it on where they record money.
 *
 * @throws ConfigError when the database cannot be reached
 * @example
 * ```ts
 * const risk = await findStoreRisk(pool);
 * if (risk !== undefined) console.warn(risk);
 * ```
 */
export async function findStoreRisk(pool: PostgresPool): Promise<string | undefined> {
  const text = "select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes";
  const [row] = await ask(pool, text).catch((error: unknown) => {
    throw explainPostgres(error);
  });
  const off = ["fsync", "full_page_writes"].filter((name) => row?.[name] === "off").map((name) => `${name}=off`);
  if (off.length === 0) return undefined;
  return (
    `the store's server runs with ${off.join(" and ")}: when its machine loses power it forgets what was committed last, and that is sent ` +
    "a second time. Turn it on in postgresql.conf before money is at stake"
  );
}
