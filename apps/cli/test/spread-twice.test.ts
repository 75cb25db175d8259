import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const ids = Array.from({ length: 8 }, (_, index) => String(7_048_929_565_493_690_301n + BigInt(index)));

async function open(): Promise<{ server: FaultServer; run: (...args: string[]) => Promise<Ran> }> {
  const server = await startFaultServer({ respond: async () => (await wait(20), { item_num: "9", play_mid: "100" }) });
  const home = mkdtempSync(join(tmpdir(), "just-one-twice-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });
  const environment = { ...environmentFor(server), XDG_DATA_HOME: home };
  return {
    server,
    run: (...args) =>
      runCli(["spread", ...args.filter((arg) => arg !== ""), "--yes", "--format", "ndjson"], { environment }),
  };
}

test.each([[""], ["--fresh"], ["--full"], ["--pay-again"]])(
  "two at once pay for each question once, %s",
  async (option) => {
    const { server, run } = await open();
    const both = await Promise.all([run(...ids, option), run(...ids, option)]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const questions = ids.length * (option === "--full" ? 4 : 1);
    expect(server.sumUp()).toEqual({ arrived: questions, billed: questions });
  },
);

test("what may have been paid for is never sent again unasked, and said to be so", async () => {
  const { server, run } = await open();
  server.enqueue(["cut-body", "html-502", "0", "400"]);
  const first = await run(...ids.slice(0, 4), "--concurrency", "1");
  expect(first.stderr).toContain("1 billed · 1 unbilled · 2 unknown");
  expect(first.stderr).toContain("does not send it again for a day; with --pay-again it does");
  const plan = await run(...ids, "--dry-run");
  expect(plan.stderr).toContain(
    "5 calls to be billed, price not known: --price says it; 1 kept from before, free; 2 unknown from before",
  );
  const again = await run(...ids.slice(0, 4));
  expect(again.exitCode).toBe(3);
  expect(again.stderr).toContain(
    "1 billed · 0 unbilled · 0 unknown · 1 kept from before, free · 2 unknown from before, not sent again",
  );
  expect(again.stderr).toContain(
    "2 creators: not sent: --pay-again asks again: it may have been paid for within a day, and its reply was lost",
  );
  const rows = again.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(
    rows
      .filter(({ reason }) => reason === "unknown")
      .map(({ oAuthorId, status, billing }) => [oAuthorId, status, billing]),
  ).toEqual([
    [ids[0], "not-sent", "unknown"],
    [ids[1], "not-sent", "unknown"],
  ]);
  expect(server.sumUp().arrived).toBe(5);
  const paid = await run(...ids.slice(0, 4), "--pay-again");
  expect(paid.stderr).toContain("2 billed · 0 unbilled · 0 unknown · 2 kept from before, free");
  expect((await run(...ids.slice(0, 4))).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(7);
});

test("what is in doubt keeps none of the others from being sent", async () => {
  const { server, run } = await open();
  server.enqueue(["cut-body"]);
  await run(...ids.slice(0, 1));
  const { stderr } = await run(...ids, "--concurrency", "1");
  expect(stderr).toContain(`${ids.length - 1} billed`);
  expect(stderr).not.toContain("closed the way");
  expect(server.sumUp().arrived).toBe(ids.length);
});

test("what was lost is sent again by --fresh, which pays for all", async () => {
  const { server, run } = await open();
  server.enqueue(["cut-body"]);
  await run(...ids.slice(0, 2));
  expect((await run(...ids.slice(0, 2), "--fresh")).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(4);
});
