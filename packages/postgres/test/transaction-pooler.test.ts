import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import type { PostgresPool } from "@just-one/postgres";
import { beforeAll } from "vitest";
import { createTransactionPool } from "./support/transaction-pool.ts";
import { tryAllParts } from "./support/try-all-parts.ts";

describePostgres("through a pooler that hands connections out by the transaction", () => {
  let pool: PostgresPool;
  beforeAll(async () => {
    pool = createTransactionPool(openPool(await createDatabase(), { max: 3 }));
  });
  tryAllParts(() => pool);
});
