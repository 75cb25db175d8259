import type { Board, RunPlan } from "../board.ts";
import { planRun } from "../plan-run.ts";
import type { BoardsUnderTest } from "./board-under-test.ts";

export const ruleOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

export const rulePlan: Omit<RunPlan, "columns"> = {
  id: "run-1",
  operation: ruleOperation,
  parameters: { range: "DAY_30" },
  price: "0.30",
  maxCalls: 1000,
  inputs: "inputs",
  createdAt: 0,
};

/** Opens a board and plans so many items on it. */
export async function openPlanned(
  boards: BoardsUnderTest,
  items: number,
  changes: Partial<RunPlan> = {},
): Promise<Board> {
  const board = await boards.open();
  await planRun({ board, plan: { ...rulePlan, ...changes }, inputs: listRuleInputs(items) });
  return board;
}

export function* listRuleInputs(items: number): Generator<{ parameters: { oAuthorId: string } }> {
  for (let index = 0; index < items; index += 1)
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) } };
}

/** Whatever a worker was silent for is too long. */
export const impatient = { leaseMs: -1 } as const;

/** Counts from `first` to `last`. */
export function countUp(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
