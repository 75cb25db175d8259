import { createPostgresLedger, migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { ledgerRules } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";

let pool: Pool;
let accounts = 0;

describePostgres("a ledger in Postgres", () => {
  beforeAll(async () => {
    pool = openPool(await createDatabase());
    await migratePostgres(pool);
  });

  test.each(ledgerRules)("$name", async ({ check }) => {
    await expect(check(createPostgresLedger({ pool, account: `${(accounts += 1)}` }))).resolves.toBeUndefined();
  });
});
