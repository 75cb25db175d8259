import { planRun, type RunPlan } from "@just-one/collector";
import type { PostgresBoard } from "@just-one/postgres/board";

export const plan: Omit<RunPlan, "columns"> = {
  id: "run-1",
  operation: "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
  parameters: { range: "DAY_30" },
  price: "0.30",
  maxCalls: 10_000,
  inputs: "inputs",
  createdAt: 0,
};

/** Plans so many items. */
export async function planInputs(
  board: PostgresBoard,
  items: number,
  changes: Partial<RunPlan> = {},
): Promise<PostgresBoard> {
  await planRun({ board, plan: { ...plan, ...changes }, inputs: listInputs(items) });
  return board;
}

export function* listInputs(items: number): Generator<{ parameters: { oAuthorId: string } }> {
  for (let index = 0; index < items; index += 1)
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) } };
}
