import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createPostgresLedger, migratePostgres } from "@just-one/postgres";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startCuttingProxy } from "./support/cutting-proxy.ts";
import { findObstacle, type NetworkNamespace, openNamespace } from "./support/network-namespace.ts";

const obstacle = findObstacle();
const script = fileURLToPath(new URL("support/spending-process.ts", import.meta.url));

describePostgres("machines with networks of their own", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });

  /** Starts what spends on another machine; it begins when its input ends. */
  async function startSpender(
    namespace: NetworkNamespace,
    name: string,
  ): Promise<{ child: ChildProcess; end: Promise<string> }> {
    const proxy = await startCuttingProxy(database, namespace.address);
    onTestFinished(() => proxy.close());
    const store = new URL(database.url);
    store.host = `${namespace.address}:${proxy.port}`;
    const [program, ...args] = namespace.command;
    const child = spawn(
      program,
      [...args, process.execPath, "--conditions=@just-one/source", "--no-warnings", script, store.href, name],
      { env: { ...process.env, PGPASSWORD: database.password }, stdio: ["pipe", "pipe", "inherit"] },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout, "data");
    return { child, end: text(child.stdout) };
  }

  test.skipIf(obstacle !== "")(
    `spend one budget to its last call, though one is cut off for a while${obstacle === "" ? "" : ` (skipped: ${obstacle})`}`,
    async () => {
      const pool = openPool(database);
      await migratePostgres(pool);
      const ledger = createPostgresLedger({ pool, abandonedAfterMs: 0 });
      const namespaces = [1, 2].map(openNamespace);
      onTestFinished(() => namespaces.forEach(({ remove }) => remove()));
      const spenders = await Promise.all(
        namespaces.map((namespace, index) => startSpender(namespace, `spender ${index}`)),
      );
      for (const { child } of spenders) child.stdin?.end();
      const readOther = async (): Promise<number> => (await ledger.sum({ label: "spender 0" })).spentCalls;
      await expect
        .poll(async () => (await ledger.sum({ label: "spender 1" })).spentCalls, { interval: 1, timeout: 20_000 })
        .toBeGreaterThan(0);
      namespaces[1]?.plug(false);
      const before = await readOther();
      await expect
        .poll(async () => (await readOther()) > before || before + 64 >= 500, { interval: 1, timeout: 20_000 })
        .toBe(true);
      namespaces[1]?.plug(true);
      const had = await Promise.all(spenders.map(async ({ end }) => Number(await end)));
      const { spentCalls, reservedCalls } = await ledger.sum({});
      expect(spentCalls + reservedCalls).toBe(500);
      expect((had[0] ?? 0) + (had[1] ?? 0)).toBe(500);
      expect(reservedCalls).toBe(0);
    },
    60_000,
  );
});
