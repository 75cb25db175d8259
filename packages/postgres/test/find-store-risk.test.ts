import { findStoreRisk, type PostgresPool } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import { expect, test } from "vitest";

const nothing = (): void => {};

/** A server that answers so. */
function createPool(row: Readonly<Record<string, string>>): PostgresPool {
  const answer = async (): Promise<{ rows: (typeof row)[] }> => ({ rows: [row] });
  return {
    query: answer,
    connect: async () => ({ query: answer, release: nothing, on: nothing, removeListener: nothing }),
  };
}

test.each([
  [{ fsync: "on", full_page_writes: "on" }, /^none$/],
  [{ fsync: "on", full_page_writes: "off" }, /^the store's server runs with full_page_writes=off: .* a second time/],
  [{ fsync: "off", full_page_writes: "off" }, /^the store's server runs with fsync=off and full_page_writes=off: /],
])("a server with %j is told of in one line", async (settings, words) => {
  const risk = (await findStoreRisk(createPool(settings))) ?? "none";
  expect(risk).toMatch(words);
  expect(risk).not.toContain("\n");
});

describePostgres("a server that forgets", () => {
  test("is found by asking it, and one that is away by a sentence", async () => {
    const database = await createDatabase();
    expect(await findStoreRisk(openPool(database))).toContain("fsync=off");
    await expect(findStoreRisk(openPool({ ...database, port: 1 }))).rejects.toMatchObject({ kind: "config" });
  });
});
