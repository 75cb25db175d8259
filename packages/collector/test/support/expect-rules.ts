import { zstdDecompressSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FaultServer } from "@just-one/testing";
import { expect } from "vitest";
import type { Board } from "../../src/board.ts";
import { exportRun } from "../../src/export/export-run.ts";
import { makeFolder } from "./open-board.ts";

/** What holds after every crash, and once somebody has gone on. */
export async function expectRules(
  board: Board,
  server: FaultServer,
  { inputs, most = inputs }: { readonly inputs: number; readonly most?: number },
): Promise<void> {
  const items = await board.listItems(0, inputs);
  const { spentCalls, reservedCalls } = await board.readTotals();
  const arrived = server.ledger
    .filter(({ outcome }) => !/^code-[^0]/.test(outcome))
    .map(({ params }) => String(params["oAuthorId"]));
  expect(new Set(arrived).size, "sent twice").toBe(arrived.length);
  const known = items.filter(({ state }) => state === "billed" || state === "unknown");
  const ids = new Set(known.map(({ parameters }) => parameters["oAuthorId"]));
  expect(
    arrived.filter((id) => !ids.has(id)),
    "arrived and not known",
  ).toEqual([]);
  expect(spentCalls + reservedCalls, "more than the limit").toBeLessThanOrEqual(most);
  const billed = items.filter(({ state }) => state === "billed");
  const replies = await board.readReplies(items.map(({ seq }) => seq));
  expect([...replies.keys()], "replies").toEqual(billed.map(({ seq }) => seq));
  for (const { seq, parameters } of billed)
    expect(replies.get(seq)?.json).toContain(`"${String(parameters["oAuthorId"])}"`);
  const left = items.filter(({ state }) => state === "planned" || state === "sent");
  expect(left, "left over").toHaveLength(most < inputs ? left.length : 0);
  expect(items).toHaveLength(inputs);
  expect(await exportText(board), "a second export").toBe(await exportText(board));
}

async function exportText(board: Board): Promise<string> {
  const folder = makeFolder();
  const { parts } = await exportRun({ board, folder, format: "ndjson.zst" });
  const plan = await board.readRun();
  const place = join(folder, "data", String(plan?.operation.replaceAll(/[^A-Za-z0-9._-]+/g, "_")), `run=${plan?.id}`);
  const texts = parts.map(async ({ file }) => zstdDecompressSync(await readFile(join(place, file))).toString("utf8"));
  return (await Promise.all(texts)).join("");
}
