import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Board, RunPlan } from "../../src/board.ts";
import { createFileBoard } from "../../src/file/create-file-board.ts";
import { planRun } from "../../src/plan-run.ts";

export const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

export const plan: Omit<RunPlan, "columns"> = {
  id: "run-1",
  operation,
  parameters: { range: "DAY_30" },
  price: "0.30",
  maxCalls: 10_000,
  inputs: "inputs",
  createdAt: 0,
};

/** A folder of the test's own, gone with it. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "just-one-collector-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A board in a folder of the test's own, closed with it. */
export function openBoard(path: string = join(makeFolder(), "board.sqlite")): Board {
  const board = createFileBoard({ path });
  onTestFinished(() => board.close());
  return board;
}

/** A board with so many planned items. */
export async function openPlannedBoard(items: number, changes: Partial<RunPlan> = {}): Promise<Board> {
  const board = openBoard();
  await planRun({ board, plan: { ...plan, ...changes }, inputs: listInputs(items) });
  return board;
}

export function* listInputs(items: number): Generator<{ parameters: { oAuthorId: string } }> {
  for (let index = 0; index < items; index += 1)
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) } };
}
