import type { PostgresPool } from "./pool.ts";

const watched = new WeakSet<PostgresPool>();

/** A pool tells of idle connections that were cut off, and ends the process where nobody listens. What is asked next tells itself. */
export function watchPool(pool: PostgresPool): PostgresPool {
  if (!watched.has(pool)) pool.on?.("error", () => {});
  watched.add(pool);
  return pool;
}
