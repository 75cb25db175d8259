import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const ids = Array.from({ length: 25 }, (_, index) => String(7_048_929_565_493_690_301n + BigInt(index)));

async function open(): Promise<{ server: FaultServer; run: (...args: string[]) => Promise<Ran> }> {
  const server = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
  const home = mkdtempSync(join(tmpdir(), "just-one-money-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });
  const environment = { ...environmentFor(server), XDG_DATA_HOME: home };
  return { server, run: (...args) => runCli(["spread", ...args], { environment }) };
}

test("more than 20 calls need a yes where nobody can be asked, and say what they would cost", async () => {
  const { server, run } = await open();
  const refused = await run(...ids, "--price", "0.30");
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain("25 calls to be billed, at most 7.5 CNY at 0.30 a call. Add --yes");
  expect((await run(...ids, "--dry-run")).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(0);
  expect((await run(...ids, "--yes")).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(25);
});

test("20 calls, or --max-calls 20, go without a word", async () => {
  const { server, run } = await open();
  await run(...ids.slice(0, 20));
  await run(...ids, "--fresh", "--max-calls", "20");
  expect(server.sumUp().arrived).toBe(40);
});

test("the same list again is free for a day, and --fresh pays anew", async () => {
  const { server, run } = await open();
  const first = await run(...ids.slice(0, 3), "--price", "0.30");
  expect(first.stderr).toMatch(/3 billed · 0 unbilled · 0 unknown · 0\.9 CNY · \d+ s\n$/);
  const again = await run(...ids.slice(0, 4), "--price", "0.30");
  expect(again.stderr).toMatch(/1 billed · 0 unbilled · 0 unknown · 3 kept from before, free · 0\.3 CNY/);
  expect(again.exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(4);
  await run(...ids.slice(0, 3), "--fresh");
  expect(server.sumUp().arrived).toBe(7);
});

test("a full picture of a list that was paid for is free, too", async () => {
  const { server, run } = await open();
  await run("--full", ...ids.slice(0, 2));
  const again = await run("--full", ...ids.slice(0, 2));
  expect(again.stderr).toContain("0 billed · 0 unbilled · 0 unknown · 8 kept from before, free");
  expect(server.sumUp().arrived).toBe(8);
});

test("a receipt tells lost requests from failed ones", async () => {
  const { server, run } = await open();
  server.enqueue(["cut-body", "400", "0"]);
  const { stderr } = await run(...ids.slice(0, 3));
  expect(stderr).toContain("1 billed · 1 unbilled · 1 unknown");
});
