import { migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { expect, test } from "vitest";
import { migrations } from "../src/migrations/migrations.ts";
import { runMigrations } from "../src/migrations/migrate-postgres.ts";

const one = { version: 1, name: "one", sql: "create table just_one.one (id integer)" };
const two = { version: 2, name: "two", sql: "alter table just_one.one add column more text" };
const wrong = { version: 3, name: "wrong", sql: "alter table just_one.none add column more text" };

describePostgres("migrating", () => {
  test("takes each step once, though several start it at the same time", async () => {
    const pool = openPool(await createDatabase(), { options: "-c default_transaction_isolation=serializable" });
    const reports = await Promise.all([1, 2, 3, 4].map(async () => runMigrations(pool, [one, two])));
    expect(reports.flatMap(({ applied }) => applied).toSorted()).toEqual(["one", "two"]);
    expect(new Set(reports.map(({ version }) => version))).toEqual(new Set([2]));
  });

  test("takes all steps or none", async () => {
    const pool = openPool(await createDatabase());
    await expect(runMigrations(pool, [one, two, wrong])).rejects.toThrow(/just_one/);
    expect((await runMigrations(pool, [one, two])).applied).toEqual(["one", "two"]);
  });

  test("is taken again when it was in a worker's way and was undone for that", async () => {
    const pool = openPool(await createDatabase());
    await runMigrations(pool, [one]);
    await pool.query("create sequence tries");
    const undone = `do $$ begin if nextval('tries') < 3 then raise exception 'in the way' using errcode = '40P01'; end if; end $$`;
    expect((await runMigrations(pool, [one, { ...two, sql: `${undone}; ${two.sql}` }])).applied).toEqual(["two"]);
    expect((await pool.query("select last_value from tries")).rows).toEqual([{ last_value: "3" }]);
  });

  test("leaves alone what a newer version has made", async () => {
    const pool = openPool(await createDatabase());
    await runMigrations(pool, [one, two]);
    await expect(runMigrations(pool, [one])).rejects.toThrow(/newer version \(2\).*update the program/);
  });

  test.each(migrations.map(({ version, name }) => ({ version, name })))(
    "comes to the newest version from version $version, $name",
    async ({ version }) => {
      const pool = openPool(await createDatabase());
      await runMigrations(
        pool,
        migrations.filter((step) => step.version <= version),
      );
      expect((await migratePostgres(pool)).version).toBe(Math.max(...migrations.map((step) => step.version)));
      expect((await migratePostgres(pool)).applied).toEqual([]);
    },
  );
});

test("says what to do when the server is away", async () => {
  const { Pool } = (await import("pg")).default;
  const pool = new Pool({ host: "127.0.0.1", port: 1, user: "nobody", database: "none" });
  await expect(migratePostgres(pool)).rejects.toThrow(/server cannot be reached; is it running/);
});
