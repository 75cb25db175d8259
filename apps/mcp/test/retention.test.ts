import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { nameOwner } from "@just-one/sqlite/owner";
import { createSqliteCallStore, type SqliteCallStoreOptions } from "../src/calls/sqlite-call-store.ts";
import { makeHome, openTestServer, spread } from "./support/open-test-server.ts";

const personal = "somebody's own words";
let vendor: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  vendor = await startFaultServer({ respond: () => ({ text: personal }) });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

const rules = { reuseMs: 1000, freshReuseMs: 1000, retriesUnknown: false };
const call = { operation: spread, params: { oAuthorId: "1" } };

/** A process that was answered, and ended. */
async function beAnswered(options: SqliteCallStoreOptions, id = "r_1"): Promise<void> {
  const store = createSqliteCallStore(options);
  const wanted = { operation: spread, principal: "ann", label: "", day: "", cost: "", isFresh: false };
  await store.claim({ ...wanted, id, question: id }, rules);
  await store.markSent(id);
  await store.end(id, { state: "done", json: JSON.stringify({ text: personal.repeat(20) }) });
  await store.close();
}

/** Whether any byte of it is still on the disk. */
function isThere(folder: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), "latin1").includes(personal),
  );
}

test("a reply is gone to its last byte when its days are over, though nobody asks anything any more", async () => {
  using home = makeHome();
  const path = join(home.path, "calls");
  await beAnswered({ path, keepMs: 1000, now: () => 0 });
  expect(isThere(home.path)).toBe(true);
  await createSqliteCallStore({ path, keepMs: 1000, now: () => 999 }).close();
  expect(isThere(home.path)).toBe(true);
  await createSqliteCallStore({ path, keepMs: 1000, now: () => 1001 }).close();
  expect(isThere(home.path)).toBe(false);
});

test("with --keep-days 0 a reply can be read while its server runs, and is nowhere when that has ended", async () => {
  using home = makeHome();
  {
    await using server = openTestServer(vendor, home, ["--keep-days", "0"]);
    const { told } = await server.call("call_operation", call);
    expect((await server.call("call_operation", call)).told).toMatchObject({ billed: "no", data: { text: personal } });
    expect((await server.call("read_reply", { reply: told["reply"] })).told).toMatchObject({
      data: { text: personal },
    });
  }
  expect(isThere(home.path)).toBe(false);
  await using next = openTestServer(vendor, home, ["--keep-days", "0"]);
  expect((await next.call("call_operation", call)).told).toMatchObject({ billed: "yes" });
  expect((await next.call("get_spending")).told).toMatchObject({ budget: { spentCalls: 2 } });
});

test("with --keep-days 0 the next server forgets what a killed one could not, and nothing of one that lives", async () => {
  using home = makeHome();
  const path = join(home.path, "calls");
  await beAnswered({ path, keepMs: 1e9, owner: nameOwner(4_194_305) }, "r_dead");
  await beAnswered({ path, keepMs: 1e9, owner: nameOwner(process.ppid) }, "r_alive");
  const next = createSqliteCallStore({ path, keepMs: 1e9, forgetsAtEnd: true });
  expect(await next.readReply("r_dead")).toBeUndefined();
  expect(await next.readReply("r_alive")).toContain(personal);
  await next.close();
});

test("--keep-days 0 is refused for a database, which outlives its servers", () => {
  using home = makeHome();
  const args = ["--keep-days", "0", "--database", "postgres://db.example/x"];
  expect(() => openTestServer(vendor, home, args)).toThrow("--keep-days 0");
});
