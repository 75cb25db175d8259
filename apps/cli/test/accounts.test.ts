import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const server: FaultServer = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "just-one-accounts-"));
  server.reset();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));
afterAll(() => server.close());
const run = (...args: string[]): Promise<Ran> =>
  runCli(args, { environment: { ...environmentFor(server), XDG_DATA_HOME: home } });
const readRows = ({ stdout }: Ran): Record<string, unknown>[] => JSON.parse(stdout) as Record<string, unknown>[];

describe("usage", () => {
  test("is what spread and call spent, by command, with money where a price was given", async () => {
    await run("spread", "7001", "7002", "--price", "0.30");
    await run("spread", "7001", "--full", "--price", "0.30");
    await run("call", operation, "oAuthorId=7009");
    const used = await run("usage");
    expect(readRows(used)).toMatchObject([
      { label: "call", operation, spentCalls: 1, spentCost: "0" },
      { label: "spread", operation, spentCalls: 6, spentCost: "1.8", unknownCalls: 0 },
    ]);
    expect(used.stderr).toContain("just-one: 7 billed\n");
    expect(server.sumUp().arrived).toBe(7);
  });

  test("since a day leaves out what was before, and a day that is none is refused", async () => {
    await run("call", operation, "oAuthorId=7009");
    const tomorrow = new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10);
    expect(readRows(await run("usage", "--since", tomorrow))).toEqual([]);
    expect(readRows(await run("usage", "--since", "2026-01-01"))).toHaveLength(1);
    for (const wrong of ["2026-02-30", "yesterday", "1", "2026-11"]) {
      const refused = await run("usage", "--since", wrong);
      expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining("such as 2026-11-01")]);
    }
  });

  test("knows what was collected, by day, also once a folder is gone", async () => {
    const inputs = join(home, "ids.txt");
    const folder = join(home, "run");
    writeFileSync(inputs, "7001\n7002\n7003\n");
    server.enqueue(["0", "cut-body", "0"]);
    const collect = ["collect", operation, "--inputs", inputs, "--out", folder, "--max-calls", "3", "--price", "0.30"];
    await run(...collect, "--yes", "--concurrency", "1");
    await run("call", operation, "oAuthorId=7009");
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const collected = {
      label: "collect",
      operation,
      day,
      spentCalls: 2,
      spentCost: "0.6",
      unknownCalls: 1,
      reservedCost: "0.3",
    };
    const used = await run("usage");
    expect(readRows(used)).toMatchObject([{ label: "call", spentCalls: 1 }, collected]);
    expect(used.stderr).toContain("3 billed · 1 unknown of collections, see: just-one collect reconcile FOLDER");

    await run("collect", "reconcile", folder, "--billed-total", "3");
    expect(readRows(await run("usage"))).toMatchObject([{}, { spentCalls: 3, spentCost: "0.9", unknownCalls: 0 }]);
    expect(readRows(await run("usage", "--since", new Date(Date.now() + 60_000).toISOString()))).toEqual([]);

    rmSync(folder, { recursive: true });
    expect(readRows(await run("usage"))).toMatchObject([{}, collected]);
    await run(...collect, "--yes");
    expect(readRows(await run("usage"))).toMatchObject([{}, { label: "collect", spentCalls: 5 }]);
  });

  test("needs no token, and neither usage nor --mock makes a file", async () => {
    const { exitCode, stderr } = await runCli(["usage", "--format", "table"], { environment: { XDG_DATA_HOME: home } });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining("just-one: 0 billed")]);
    await run("spread", "7001", "--mock");
    expect(readdirSync(home)).toEqual([]);
  });
});

describe("reconcile", () => {
  test("lists what may have been billed, and settles it by the vendor's bill", async () => {
    server.enqueue(["cut-body", "cut-body", "cut-body"]);
    await run("spread", "7001", "7002", "7003", "--price", "0.30");
    expect((await run("usage")).stderr).toContain("0 billed · 3 unknown, see: just-one reconcile");
    const open = readRows(await run("reconcile"));
    expect(open).toMatchObject([{ label: "spread", operation, cost: "0.30" }, {}, {}]);
    const [one = "", other = "", third = ""] = open.map(({ id }) => String(id));
    const settled = await run("reconcile", "--billed", one, "--unbilled", other);
    expect(settled.stderr).toContain("settled 1 as billed, 1 as unbilled");
    expect(readRows(settled).map(({ id }) => id)).toEqual([third]);
    expect(readRows(await run("usage"))).toMatchObject([{ spentCalls: 1, unknownCalls: 1, spentCost: "0.3" }]);
    expect((await run("reconcile", "--unbilled", "all")).stderr).toContain("no request is unknown");
    expect(server.sumUp().arrived).toBe(3);
  });

  test("settles nothing where an id is none of them, or named twice", async () => {
    server.enqueue(["cut-body"]);
    await run("call", operation, "oAuthorId=7009");
    const [entry] = readRows(await run("reconcile"));
    const id = String(entry?.["id"]);
    for (const args of [
      ["--billed", id, "nonsense"],
      ["--billed", id, "--unbilled", "all"],
    ]) {
      expect((await run("reconcile", ...args)).exitCode).toBe(2);
    }
    expect(readRows(await run("reconcile"))).toHaveLength(1);
  });
});

describe("balance", () => {
  test("prints what is left, once asked, and stands in the account as unknown", async () => {
    await using vendor = await startFaultServer({ respond: () => ({ balance: "123.4500", currency: "CNY" }) });
    const environment = { ...environmentFor(vendor), XDG_DATA_HOME: home };
    const { exitCode, stdout, stderr } = await runCli(["balance"], { environment });
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, { balance: "123.4500", currency: "CNY" }]);
    expect(stderr).toContain("whether this request is billed is unknown");
    expect((await runCli(["balance"], { environment, columns: 80 })).stdout).toBe("123.4500 CNY\n");
    expect(vendor.sumUp().arrived).toBe(2);
    expect(JSON.parse((await runCli(["usage"], { environment })).stdout)).toMatchObject([
      { label: "balance", operation: "GET /user/get-balance", spentCalls: 0, unknownCalls: 2 },
    ]);
  });

  test("says why it could not be told, with the exit code of it, and has an invented one for --mock", async () => {
    server.enqueue(["100"]);
    expect((await run("balance")).exitCode).toBe(4);
    expect(JSON.parse((await run("balance", "--mock")).stdout)).toMatchObject({ currency: "CNY" });
  });
});
