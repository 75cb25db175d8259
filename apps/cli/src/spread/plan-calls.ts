import type { Client } from "@just-one/core";
import type { PlannedCalls } from "../session/admit-calls.ts";
import type { Settled } from "../session/receipt.ts";
import type { CreatorRow } from "./creator-row.ts";
import { type SpreadParameters, spreadOperation } from "./spread-operation.ts";

export interface PlanOptions {
  readonly cache: "use" | "refresh";
  readonly mock?: boolean;
  readonly maxCalls?: number;
  readonly price?: string;
}

/** What the inputs would come to: what is billed, what is kept from before. Sends nothing. */
export async function planCalls(
  client: Client,
  inputs: readonly SpreadParameters[],
  { cache, mock, maxCalls = Infinity, price }: PlanOptions,
): Promise<PlannedCalls> {
  const estimates = await client.estimate(spreadOperation, inputs, { cache });
  const kept = estimates.filter(({ outcome }) => outcome === "cached").length;
  return { calls: mock === true ? 0 : Math.min(estimates.length - kept, maxCalls), kept, price };
}

/** What a row came to, for the receipt; nothing where nothing was asked. */
export function toSettled(row: CreatorRow): readonly Settled[] {
  if (row.status === "not-sent") return [];
  const { billing, cached } = row.status === "ok" ? row.meta : row.error.meta;
  return [{ billing, isKept: cached }];
}
