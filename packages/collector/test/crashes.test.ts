import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { createFileBoard } from "../src/file/create-file-board.ts";
import { collect } from "../src/collect.ts";
import { planRun } from "../src/plan-run.ts";
import { listInputs, makeFolder, plan } from "./support/open-board.ts";

const inputs = 30;

test.each([
  "reading inputs",
  "plan half committed",
  "slice taken",
  "before the intent",
  "after the intent",
  "request written",
  "reply arrived",
  "before settling",
  "after settling",
])("killed again and again: %s", async (place) => {
  const server = await startFaultServer({ respond: async ({ params }) => ({ id: params["oAuthorId"] }) });
  onTestFinished(() => server.close());
  const path = join(makeFolder(), "board.sqlite");
  await runUntilKilled(path, server.url, place);

  // another process goes on: here it is this one
  const board = createFileBoard({ path });
  onTestFinished(() => board.close());
  if ((await board.readRun()) === undefined) await planRun({ board, plan, inputs: listInputs(inputs) });
  await collect({ board, client: { token: "any", baseUrl: server.url } });
  const items = await board.listItems(0, inputs);
  const { spentCalls, reservedCalls } = await board.readTotals();
  const arrived = server.ledger.map(({ params }) => String(params["oAuthorId"]));
  expect(new Set(arrived).size, "sent twice").toBe(arrived.length);
  const known = items.filter(({ state }) => state === "billed" || state === "unknown");
  const ids = new Set(known.map(({ parameters }) => parameters["oAuthorId"]));
  expect(
    arrived.filter((id) => !ids.has(id)),
    "arrived and not known",
  ).toEqual([]);
  expect(spentCalls + reservedCalls).toBeLessThanOrEqual(inputs);
  const billed = items.filter(({ state }) => state === "billed");
  const replies = await board.readReplies(billed.map(({ seq }) => seq));
  expect(replies.size, "replies").toBe(billed.length);
  for (const { seq, parameters } of billed)
    expect(replies.get(seq)?.json).toBe(`{"id":"${String(parameters["oAuthorId"])}"}`);
  expect(
    items.filter(({ state }) => state === "planned" || state === "sent"),
    "left over",
  ).toEqual([]);
  expect(items).toHaveLength(inputs);
});

async function runUntilKilled(path: string, url: string, place: string): Promise<void> {
  const program = join(import.meta.dirname, "support/crashing-worker.ts");
  const args = ["--conditions=@just-one/source", "--no-warnings", program, path, url, place, String(inputs)];
  await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({ signal: "SIGKILL" });
}
