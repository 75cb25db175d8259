import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const one = "7048929565493690398";
const two = "6912345678901234567";

async function spreadFile(text: string, ...args: string[]): Promise<Ran & { readonly asked: readonly unknown[] }> {
  const server = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
  const folder = mkdtempSync(join(tmpdir(), "just-one-lists-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "list.csv"), text);
  const ran = await runCli(["spread", "--ids-file", join(folder, "list.csv"), ...args], {
    environment: environmentFor(server),
  });
  return { ...ran, asked: server.ledger.map(({ params }) => params["oAuthorId"]) };
}

const table = `达人名称,星图ID,粉丝数,播放中位数\n甲,${one},1200000,35000\n乙,${two},98000,41000\n丙,7.04893E+18,1,2`;

test("a table of creators is asked for once each, and their followers are not", async () => {
  const { asked, stdout, exitCode } = await spreadFile(table, "--format", "json");
  expect(new Set(asked)).toEqual(new Set([one, two]));
  expect(asked).toHaveLength(2);
  expect(exitCode).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject([
    { oAuthorId: one, label: "甲", status: "ok" },
    { oAuthorId: two, label: "乙", status: "ok" },
    {
      oAuthorId: "7.04893E+18",
      label: "丙",
      status: "not-sent",
      error: { message: expect.stringContaining("rounded") as unknown },
    },
  ]);
});

test("its own CSV fed back asks for the same creators and nothing else", async () => {
  const first = await spreadFile(table, "--format", "csv");
  const again = await spreadFile(first.stdout, "--format", "csv");
  expect(new Set(again.asked)).toEqual(new Set([one, two]));
  expect(again.asked).toHaveLength(2);
  expect(again.stdout.split("\r\n")[1]).toContain("甲");
});

test("names stay in the table", async () => {
  const { stdout } = await spreadFile(table, "--format", "table");
  expect(stdout).toMatch(/Name\s+Creator/);
  expect(stdout).toMatch(new RegExp(`甲\\s+${one}`));
});
