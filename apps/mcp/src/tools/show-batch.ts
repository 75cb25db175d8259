import { addPrices } from "../budget/multiply-price.ts";
import type { BatchItem, KeptBatch, KeptCall } from "../calls/call-store.ts";
import { cleanValue, foreignNote } from "../results/clean.ts";
import { measureJson } from "../results/fit.ts";
import { limitDepth } from "../results/limit-depth.ts";
import { maxResultBytes } from "../results/present.ts";
import { selectFrom } from "../results/select.ts";
import { fitTable, type TableRow, toTable } from "../results/table.ts";
import { ToolError, type ToolErrorFacts } from "../results/tool-error.ts";
import type { Memory } from "./services.ts";

/** How a list is shown. */
export interface BatchView {
  readonly batch: KeptBatch;
  /** Instead of the list's own. */
  readonly select?: string | undefined;
  /** Rows before this one were shown. */
  readonly from: number;
  /** Whether this process still works on it. */
  readonly isHere: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What is told of money: whoever only reads has spent nothing. */
  readonly tellsMoney: boolean;
}

/** A list of another process that has told nothing for so long has ended with it. */
const silentMs = 180_000;
const mostFailures = 10;

/** Shows what became of a list: one row for each reply. */
export async function showBatch({ store }: Pick<Memory, "store">, view: BatchView): Promise<object> {
  const { batch, select = batch.select, from, isHere, now, tellsMoney } = view;
  const rows: TableRow[] = [];
  const failed: { index: number; why: string }[] = [];
  const paid: KeptCall[] = [];
  let open = 0;
  for (const [index, item] of batch.items.entries()) {
    const found = await readItem({ store }, item, select);
    if (found === undefined) open += 1;
    else if ("why" in found) failed.push({ index, why: found.why });
    else {
      if (found.isOwn) paid.push(found.call);
      rows.push({ index, value: cleanValue(limitDepth(found.value).value) });
    }
  }
  const isRunning = open > 0 && batch.stopped === undefined && (isHere || batch.updatedAt > now - silentMs);
  const wait = isRunning ? { next: { tool: "read_reply", arguments: { reply: batch.id, waitSeconds: 30 } } } : {};
  const costs = paid.map(({ cost }) => cost);
  const head = {
    batch: batch.id,
    state: isRunning ? "running" : open > 0 ? "stopped" : "done",
    billedCalls: tellsMoney ? paid.length : 0,
    ...(tellsMoney && costs.length > 0 && !costs.includes("") && { cost: addPrices(costs) }),
    ...(open > 0 && !isRunning && { stopped: batch.stopped ?? "the process that sent it ended", notSent: open }),
    ...(failed.length > 0 && { failed: failed.slice(0, mostFailures) }),
    ...(failed.length > mostFailures && { failedInAll: failed.length }),
    ...wait,
  };
  const room = maxResultBytes - measureJson(head) - 260;
  const { table, left } = fitTable(toTable(rows.slice(from)), room);
  const more = left > 0 && {
    cut: `${rows.length - left} of ${rows.length} rows; the rest is free`,
    next: { tool: "read_reply", arguments: { reply: `${batch.id}.${rows.length - left}` } },
  };
  return { ...head, ...table, ...more, note: foreignNote };
}

type FoundItem =
  | { readonly why: string }
  | { readonly call: KeptCall; readonly value: unknown; readonly isOwn: boolean };

/** What became of an input; `undefined` while nobody knows. */
async function readItem(
  { store }: Pick<Memory, "store">,
  item: BatchItem,
  select: string,
): Promise<FoundItem | undefined> {
  if (item === null || "why" in item) return item ?? undefined;
  const call = await store.find(item.id);
  if (call === undefined) return { why: "forgotten meanwhile" };
  switch (call.state) {
    case "claimed":
    case "sent":
      return undefined;
    case "unknown":
      return { why: `outcome unknown, not sent again (${call.id})` };
    case "failed":
      // Safe: only the desk writes it, from such facts.
      return { why: (JSON.parse(call.failure ?? "{}") as ToolErrorFacts).say ?? "failed" };
    case "done": {
      const json = await store.readReply(call.id);
      if (json === undefined) return { why: "its reply is not kept any more" };
      try {
        return { call, value: selectFrom(JSON.parse(json), select, undefined), isOwn: item.isOwn };
      } catch (error) {
        if (error instanceof ToolError) return { call, value: null, isOwn: item.isOwn };
        throw error;
      }
    }
  }
}
