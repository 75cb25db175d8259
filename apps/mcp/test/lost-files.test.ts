import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeHome, openTestServer, spread } from "./support/open-test-server.ts";

let vendor: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  vendor = await startFaultServer({ respond: () => ({}) });
});
afterAll(() => vendor.close());
beforeEach(() => vendor.reset());

/** Where a file is that all processes share. */
function findShared(home: { readonly path: string }, name: "calls" | "ledger"): string {
  const folder = name === "calls" ? join(home.path, "state", "just-one-mcp") : join(home.path, "data", "just-one");
  const [server = ""] = readdirSync(folder);
  return join(folder, server, name);
}

const call = (id: string): object => ({ operation: spread, params: { oAuthorId: id } });

// Windows lets nobody take away what is open.
describe.skipIf(process.platform === "win32")(
  "a server whose shared files are gone sends nothing more, and says so:",
  () => {
    test.each(["calls", "calls-wal", "ledger", "ledger-wal"])("%s", async (file) => {
      using home = makeHome();
      await using server = openTestServer(vendor, home);
      expect((await server.call("call_operation", call("1"))).told).toMatchObject({ billed: "yes" });
      const shared = findShared(home, file.startsWith("calls") ? "calls" : "ledger");
      const gone = file.endsWith("-wal") ? `${shared}-wal` : shared;
      expect(existsSync(gone)).toBe(true);
      rmSync(gone);
      expect((await server.call("call_operation", call("2"))).told).toMatchObject({
        error: "failed",
        billed: "no",
        fix: expect.stringMatching(/^operator: /),
        say: expect.stringMatching(/^Not sent, .*deleted or replaced/),
      });
      expect(vendor.ledger).toHaveLength(1);
    });

    test("once the account is put back, the same question is asked as if nothing had been", async () => {
      using home = makeHome();
      await using server = openTestServer(vendor, home);
      await server.call("call_operation", call("1"));
      const ledger = findShared(home, "ledger");
      renameSync(ledger, `${ledger}.away`);
      expect((await server.call("call_operation", call("2"))).told).toMatchObject({ error: "failed", billed: "no" });
      renameSync(`${ledger}.away`, ledger);
      expect((await server.call("call_operation", call("2"))).told).toMatchObject({ state: "done", billed: "yes" });
      expect(vendor.ledger).toHaveLength(2);
    });
  },
);

test("a reply that cannot be written down at once, as on a full disk, is written down later", async () => {
  using home = makeHome();
  await using server = openTestServer(vendor, home);
  const { store } = await server.services.memory();
  const end = store.end.bind(store);
  let refusals = 0;
  Object.assign(store, {
    end: (...args: Parameters<typeof end>) => {
      refusals += 1;
      if (refusals < 3) throw new Error("database or disk is full");
      return end(...args);
    },
  });
  const { told } = await server.call("call_operation", call("1"));
  expect(told).toMatchObject({ state: "done", billed: "yes" });
  expect((await server.call("call_operation", call("1"))).told).toMatchObject({ billed: "no", reply: told["reply"] });
  expect([refusals, vendor.ledger.length]).toEqual([3, 1]);
});
