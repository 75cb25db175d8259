import { createDatabaseOn, startServer } from "@just-one/postgres-server";
import { migratePostgres, openPostgres } from "@just-one/postgres";
import { type Benchmark, type Row, Skip } from "../benchmark.ts";
import { measureDoors } from "./measure-doors.ts";
import { measureLedger } from "./measure-ledger.ts";
import { measureLimiter } from "./measure-limiter.ts";
import { measureWorkers } from "./measure-workers.ts";
import type { Store } from "./store.ts";

/** One account on four machines. */
export const postgresBenchmark: Benchmark = {
  name: "postgres",
  title: "Many machines",
  method:
    "A PostgreSQL of its own, with `fsync` and `synchronous_commit` on, and four processes in place of machines. The ledger has 16 calls at once in each process, " +
    "which all reserve and settle under one budget; its peer is the same ledger with one call in each transaction. Limits are shared by four processes that take all they get. " +
    "Of doors it is measured how long eight listeners take to hear of one that closes. " +
    "Workers have 64 calls at once in each process where calls take 20 ms, and 500 where they take no time, answered by a function. Ours records each request on disk before it " +
    "leaves, counts its money and keeps its reply; pg-boss has one job an item, as many fetched and ended at a time, and keeps nothing. Both are measured with the same client, " +
    "and both without any: the board and the engine alone.",
  run: async (context) => {
    const server = await startServer({ settings: { fsync: "on" } }).catch((error: unknown) => {
      throw new Skip(`no PostgreSQL runs here: ${error instanceof Error ? error.message : "unknown error"}`);
    });
    try {
      const database = await createDatabaseOn(server.connection);
      const store: Store = { url: database.url, environment: { PGPASSWORD: database.password } };
      const pool = openPostgres(store.url, { environment: store.environment });
      await migratePostgres(pool);
      const rows: Row[] = [];
      for (const measure of [measureLedger, measureLimiter, measureDoors, measureWorkers])
        rows.push(...(await measure(store, context)));
      await pool.end();
      return rows;
    } finally {
      await server.close();
    }
  },
};
