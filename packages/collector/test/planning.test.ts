import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import type { CatalogEntry } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import { ConfigError } from "@just-one/core";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { collect } from "../src/collect.ts";
import { exportRun } from "../src/export/export-run.ts";
import { createFileBoard } from "../src/file/create-file-board.ts";
import { planRun } from "../src/plan-run.ts";
import { listInputs, makeFolder, openBoard, openPlannedBoard, operation, plan } from "./support/open-board.ts";

const makePath = (): string => join(makeFolder(), "board.sqlite");

async function* listSlowly(items: number): AsyncGenerator<{ parameters: { oAuthorId: string } }> {
  for (const input of listInputs(items)) {
    await setImmediate();
    yield input;
  }
}

async function* listUntilFailure(): ReturnType<typeof listSlowly> {
  yield* listSlowly(3);
  throw new Error("no more");
}

test("a run that is planned is never planned anew, so that nothing that was paid for is forgotten", async () => {
  const server = await startFaultServer();
  onTestFinished(() => server.close());
  const board = await openPlannedBoard(3);
  await collect({ board, client: { token: "any", baseUrl: server.url } });
  expect(await planRun({ board, plan, inputs: listInputs(5) })).toBe(false);
  expect((await board.readTotals()).items).toMatchObject({ billed: 3, planned: 0 });
  expect((await board.readReplies([1, 2, 3])).size).toBe(3);
});

test("a planning that failed is not waited for", async () => {
  const board = openBoard();
  await expect(planRun({ board, plan, inputs: listUntilFailure(), batchItems: 1 })).rejects.toThrow("no more");
  expect(await board.readRun()).toBeUndefined();
  expect(await planRun({ board, plan, inputs: listInputs(2) })).toBe(true);
  expect((await board.readTotals()).items.planned).toBe(2);
});

test.each<[string, object]>([
  ["did you mean `plan.budget`?", { plan: { ...plan, budgt: "30" } }],
  ["did you mean `plan.maxCalls`?", { plan: { ...plan, maxCals: 3 } }],
  ["did you mean `batchItems`?", { batchItem: 1 }],
  ["`plan.parameters` must be an object", { plan: { ...plan, parameters: null } }],
  ["`plan.createdAt` must be in epoch milliseconds", { plan: { ...plan, createdAt: Number.NaN } }],
  ["`plan` must be an object", { plan: undefined }],
])("a plan that would quietly mean something else is refused, and nothing is planned: %s", async (told, given) => {
  const board = openBoard();
  const planned = planRun({ board, plan, inputs: listInputs(1), ...given });
  await expect(planned).rejects.toThrow(ConfigError);
  await expect(planned).rejects.toThrow(told);
  expect(await board.readRun()).toBeUndefined();
});

test.each<[string, object]>([
  ["did you mean `concurrency`?", { concurency: 3 }],
  ["did you mean `client.timeoutMs`?", { client: { token: "any", baseUrl: "http://127.0.0.1:1", timeout: 5 } }],
  ["`client.budget` is no option", { client: { token: "any", baseUrl: "http://127.0.0.1:1", budget: {} } }],
])("nothing is sent with an option that nobody reads: %s", async (told, given) => {
  const board = await openPlannedBoard(1);
  const client = { token: "any", baseUrl: "http://127.0.0.1:1" };
  const collected = collect({ board, client, ...given });
  await expect(collected).rejects.toThrow(told);
  expect((await board.readTotals()).items.planned).toBe(1);
});

test("an observer of the planning that fails, at once or later, ends neither it nor the process", async () => {
  const board = openBoard();
  let told = 0;
  const onProgress = (): unknown => {
    told += 1;
    if (told === 1) throw new Error("no terminal");
    return Promise.reject(new Error("no terminal"));
  };
  expect(await planRun({ board, plan, inputs: listInputs(2), batchItems: 1, onProgress })).toBe(true);
  await setImmediate(); // an unhandled rejection would fail the run here
  expect(told).toBe(3);
});

/** An operation with a form, and parameters of all kinds. */
const everyKind: CatalogEntry = {
  ...(catalog.find((entry) => entry.operation === operation) as CatalogEntry), // it is there
  operation: "POST /api/every-kind/v1",
  method: "POST",
  path: "/api/every-kind/v1",
  parameters: [
    { name: "itemId", in: "form", required: true, types: ["integer"] },
    { name: "isFull", in: "form", required: false, types: ["boolean"] },
    { name: "words", in: "form", required: false, types: ["array"] },
  ],
};

test("integers beyond 2^53, booleans, lists and forms are sent, told apart and exported as they were given", async () => {
  const server = await startFaultServer();
  onTestFinished(() => server.close());
  const board = openBoard();
  const own = [everyKind];
  await planRun({
    board,
    catalog: own,
    plan: { ...plan, operation: everyKind.operation, parameters: { isFull: true } },
    inputs: [
      { parameters: { itemId: 7_048_929_565_493_690_398n, words: ["a", "b"] } },
      { parameters: { itemId: 7_048_929_565_493_690_399n } },
      { parameters: { words: ["a", "b"], itemId: 7_048_929_565_493_690_398n } },
    ],
  });
  const { totals } = await collect({ board, client: { token: "any", baseUrl: server.url, catalog: own } });
  expect(totals).toMatchObject({ duplicates: 1, items: { billed: 2, failed: 0 } });
  expect(new Set(server.ledger.map(({ params }) => params["itemId"]))).toEqual(
    new Set(["7048929565493690398", "7048929565493690399"]),
  );
  expect(server.ledger[0]?.params).toMatchObject({ isFull: "true" });
  const [first] = await board.listItems(0, 1);
  expect(first?.parameters["itemId"]).toBe(7_048_929_565_493_690_398n);
  for (const format of ["ndjson.zst", "csv", "xlsx", "parquet", "singer"] as const)
    expect((await exportRun({ board, folder: makeFolder(), format })).rows).toBe(2);
});

test("an input of megabytes, or of what cannot be sent, is invalid and does not fill the board", async () => {
  const path = makePath();
  const board = openBoard(path);
  const cycle: Record<string, unknown> = {};
  cycle["oAuthorId"] = cycle;
  await planRun({
    board,
    plan,
    inputs: [
      { parameters: { oAuthorId: "x".repeat(10_000_000) } },
      { parameters: cycle },
      { parameters: { oAuthorId: "1", other: 1n } },
      { parameters: { oAuthorId: "2" }, label: "名".repeat(100_000) },
      { parameters: { oAuthorId: "y".repeat(10_000_000) }, invalid: "z".repeat(10_000_000) },
    ],
  });
  const items = await board.listItems(0, 9);
  expect(items.map(({ state }) => state)).toEqual(["invalid", "invalid", "invalid", "planned", "invalid"]);
  expect(items[3]?.label?.length).toBe(200);
  expect(statSync(path).size + statSync(`${path}-wal`).size).toBeLessThan(500_000);
});

test.each([
  ["no amount", { budget: "1e3", price: "0.3" }],
  ["a budget without a price", { budget: "3", price: undefined }],
  ["half a call", { maxCalls: 0.5 }],
  ["fewer calls than none", { maxCalls: -1 }],
  ["no number", { maxCalls: Number.NaN }],
])("%s is no limit, neither of a plan nor of a run", async (_, limits) => {
  await expect(openPlannedBoard(1, limits)).rejects.toThrow(expect.objectContaining({ kind: "config" }));
  const board = await openPlannedBoard(1, { price: undefined });
  await expect(board.setLimits(limits)).rejects.toThrow(expect.objectContaining({ kind: "config" }));
});

test("a board of a newer version, and a file of somebody else, are refused with what to do", async () => {
  const path = makePath();
  createFileBoard({ path }).close();
  const database = new DatabaseSync(path);
  database.exec("pragma user_version = 99");
  expect(() => createFileBoard({ path })).toThrow(/newer version/);
  database.exec("pragma application_id = 7");
  database.close();
  expect(() => createFileBoard({ path })).toThrow(/file of its own/);
});
