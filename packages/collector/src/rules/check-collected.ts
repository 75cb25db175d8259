import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import type { Board } from "../board.ts";
import { exportRun } from "../export/export-run.ts";

/** What a vendor that counts has seen. */
export interface CollectedRun {
  /** The parameter that tells inputs apart. */
  readonly parameter: string;
  /** Its value in each request that may have been paid for, in any order. */
  readonly arrived: readonly string[];
  readonly inputs: number;
  /** Calls that the run may have paid for. @default as many as inputs */
  readonly most?: number;
}

/**
 * What holds of a board after every crash, once somebody has gone on: nothing was sent twice, all that arrived is known, no more
 * was spent than allowed, every reply that was paid for is there, nothing is left over, and files can be written again.
 *
 * @throws AssertionError naming what does not hold
 */
export async function checkCollected(
  board: Board,
  { parameter, arrived, inputs, most = inputs }: CollectedRun,
): Promise<void> {
  const items = await board.listItems(0, inputs + 1);
  const { spentCalls, reservedCalls } = await board.readTotals();
  assert.equal(new Set(arrived).size, arrived.length, "sent twice");
  const known = items.filter(({ state }) => state === "billed" || state === "unknown");
  const ids = new Set(known.map(({ parameters }) => parameters[parameter]));
  assert.deepEqual(
    arrived.filter((id) => !ids.has(id)),
    [],
    "arrived, and neither billed nor unknown",
  );
  assert.ok(spentCalls + reservedCalls <= most, `${spentCalls + reservedCalls} are more than ${most}`);
  const billed = items.filter(({ state }) => state === "billed");
  const replies = await board.readReplies(items.map(({ seq }) => seq));
  assert.deepEqual(
    [...replies.keys()].toSorted((a, b) => a - b),
    billed.map(({ seq }) => seq),
    "a reply for each that is billed",
  );
  for (const { seq, parameters } of billed)
    assert.ok(
      replies.get(seq)?.json.includes(`"${String(parameters[parameter])}"`),
      `the reply of item ${seq} is its own`,
    );
  const left = items.filter(({ state }) => state === "planned" || state === "sent");
  if (most >= inputs) assert.deepEqual(left, [], "left over");
  assert.equal(items.length, inputs);
  assert.equal(await exportText(board), await exportText(board), "a second export is the same");
}

async function exportText(board: Board): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-rules-"));
  try {
    await exportRun({ board, folder, format: "ndjson.zst" });
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".zst")).toSorted();
    const texts = names.map(async (name) => zstdDecompressSync(await readFile(join(folder, name))).toString("utf8"));
    return (await Promise.all(texts)).join("");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
