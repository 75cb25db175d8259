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
    "Workers have 64 calls at once in each process, answered by a function at once or after 20 ms: with each request recorded on disk before it leaves and each reply kept, " +
    "beside pg-boss with one job an item that makes the same call with the same client and keeps nothing, and beside pg-boss without a client.",
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
