import { boardRules } from "@just-one/collector/rules";
import { migratePostgres } from "@just-one/postgres";
import { createPostgresBoard } from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";

describePostgres("a board in Postgres, whatever isolation the database has", () => {
  let pool: Pool;
  beforeAll(async () => {
    // The strictest there is, which turns every race into a question that is asked again.
    pool = openPool(await createDatabase(), { options: "-c default_transaction_isolation=serializable" });
    await migratePostgres(pool);
  });

  test.each(boardRules)("$name", async ({ name, check }) => {
    const open = (options?: { leaseMs?: number }): ReturnType<typeof createPostgresBoard> =>
      createPostgresBoard({ pool, run: name, ...options });
    await expect(check({ open })).resolves.toBeUndefined();
  });
});
