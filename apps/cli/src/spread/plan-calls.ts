import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadEntry } from "@just-one/api/catalog";
import type { PlannedCalls } from "../session/admit-calls.ts";
import type { Session } from "../session/open-session.ts";
import type { Settled } from "../session/receipt.ts";
import type { CreatorRow } from "./creator-row.ts";
import { type SpreadParameters, spreadOperation } from "./spread-operation.ts";

export interface PlanOptions {
  readonly mock?: boolean;
  readonly maxCalls?: number;
  readonly price?: string;
}

/** What the inputs would come to: what is billed, what is kept from before, what may have been paid for. Sends nothing. */
export async function planCalls(
  { client, countDoubts }: Session,
  inputs: readonly SpreadParameters[],
  { mock, maxCalls = Infinity, price }: PlanOptions,
): Promise<PlannedCalls> {
  const estimates = await client.estimate(spreadOperation, inputs);
  const missing = inputs.filter((_, index) => estimates[index]?.outcome !== "cached");
  const doubts = (await countDoubts?.(spreadEntry, missing)) ?? 0;
  const kept = inputs.length - missing.length;
  return { calls: mock === true ? 0 : Math.min(missing.length - doubts, maxCalls), kept, doubts, price };
}

/** What a row came to, for the receipt; nothing where nothing was asked. */
export function toSettled(row: CreatorRow): readonly Settled[] {
  if (row.status === "not-sent") return row.isInDoubt === true ? ["doubt"] : [];
  const { billing, cached } = row.status === "ok" ? row.meta : row.error.meta;
  return [cached ? "kept" : billing];
}
