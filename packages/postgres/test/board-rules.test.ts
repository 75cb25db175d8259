import { boardRules } from "@just-one/collector/rules";
import { migratePostgres } from "@just-one/postgres";
import { createPostgresBoard } from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";

describePostgres("a board in Postgres", () => {
  let pool: Pool;
  beforeAll(async () => {
    pool = openPool(await createDatabase());
    await migratePostgres(pool);
  });

  test.each(boardRules)("$name", async ({ name, check }) => {
    const open = (options?: { leaseMs?: number }): ReturnType<typeof createPostgresBoard> =>
      createPostgresBoard({ pool, run: name, ...options });
    await expect(check({ open })).resolves.toBeUndefined();
  });
});
