import { planRun, type RunPlan } from "@just-one/collector";
import { createPostgresBoard, type PostgresBoard } from "@just-one/postgres/board";
import type { PostgresPool } from "@just-one/postgres";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/** Plans a run of so many creators. */
export async function planList(
  pool: PostgresPool,
  run: string,
  { items, ...changes }: { readonly items: number } & Partial<RunPlan>,
): Promise<PostgresBoard> {
  const board = createPostgresBoard({ pool, run, sliceItems: 10 });
  const plan = {
    id: run,
    operation,
    parameters: {},
    price: "0.30",
    maxCalls: 1000,
    inputs: "",
    createdAt: 0,
    ...changes,
  };
  await planRun({ board, plan, inputs: listInputs(items) });
  return board;
}

function* listInputs(items: number): Generator<{ parameters: { oAuthorId: string }; label: string }> {
  for (let index = 0; index < items; index += 1)
    yield { parameters: { oAuthorId: String(7_000_000_000_000_000_000n + BigInt(index)) }, label: "somebody" };
}
