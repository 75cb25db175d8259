import { createDatabase, createDatabaseOn, describePostgres, openPool, startServer } from "@just-one/postgres-server";
import { expect, test } from "vitest";

describePostgres("the server of a run", () => {
  test("gives each who asks an empty database", async () => {
    const [one, other] = await Promise.all([createDatabase(), createDatabase()]);
    await openPool(one).query("create table taken (id int)");
    const { rows } = await openPool(other).query("select to_regclass('taken') as found");
    expect(rows).toEqual([{ found: null }]);
    expect(one.url).not.toContain(one.password);
  });

  test("keeps what was committed when it is stopped at once, and is gone when it is closed", async () => {
    const server = await startServer();
    const pool = openPool(await createDatabaseOn(server.connection), { max: 1 });
    await pool.query("create table kept as select 1 as one");
    await server.stop("immediate");
    await expect(pool.query("select 1")).rejects.toThrow(/terminat|refused|administrator/i);
    await server.start();
    expect((await pool.query("select one from kept")).rows).toEqual([{ one: 1 }]);
    await server.close();
    await expect(pool.query("select 1")).rejects.toThrow(/terminat|refused|administrator/i);
  });
});
