import { addPrices } from "../budget/multiply-price.ts";
import type { BatchItem, KeptBatch, KeptCall } from "../calls/call-store.ts";
import { cleanValue, foreignNote } from "../results/clean.ts";
import { measureJson } from "../results/fit.ts";
import { limitDepth } from "../results/limit-depth.ts";
import { maxResultBytes } from "../results/present.ts";
import { checkSelect, selectFrom } from "../results/select.ts";
import { createScale, type Scale } from "../select/create-scale.ts";
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
  checkSelect(select);
  const rows: TableRow[] = [];
  const failed: { index: number; why: string }[] = [];
  const paid: KeptCall[] = [];
  let open = 0;
  const items = await findItems({ store }, batch.items);
  const scale = createScale(items.reduce((sum, item) => sum + ("call" in item ? (item.call.bytes ?? 0) : 0), 0));
  for (const [index, item] of items.entries()) {
    if (!("call" in item)) {
      if (item.why === undefined) open += 1;
      else failed.push({ index, why: item.why });
      continue;
    }
    if (item.isOwn) paid.push(item.call);
    const read = await readValue({ store }, item.call, { select, scale });
    if ("why" in read) failed.push({ index, why: read.why });
    else rows.push({ index, value: cleanValue(limitDepth(read.value).value) });
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
  const own = select === batch.select ? {} : { select };
  const more = left > 0 && {
    cut: `${rows.length - left} of ${rows.length} rows; the rest is free`,
    next: { tool: "read_reply", arguments: { reply: `${batch.id}.${rows.length - left}`, ...own } },
  };
  return { ...head, ...table, ...more, note: foreignNote };
}

/** A call that has a reply, or why there is none; no reason while nobody knows. */
type FoundItem = { readonly why: string | undefined } | { readonly call: KeptCall; readonly isOwn: boolean };

async function findItems({ store }: Pick<Memory, "store">, items: readonly BatchItem[]): Promise<FoundItem[]> {
  return Promise.all(
    items.map(async (item): Promise<FoundItem> => {
      if (item === null || "why" in item) return item ?? { why: undefined };
      const call = await store.find(item.id);
      if (call === undefined) return { why: "forgotten meanwhile" };
      switch (call.state) {
        case "claimed":
        case "sent":
          return { why: undefined };
        case "unknown":
          return { why: `outcome unknown, not sent again (${call.id})` };
        case "failed":
          // Safe: only the desk writes it, from such facts.
          return { why: (JSON.parse(call.failure ?? "{}") as ToolErrorFacts).say ?? "failed" };
        case "done":
          return { call, isOwn: item.isOwn };
      }
    }),
  );
}

/** What `select` takes of a reply that is kept, and what it cannot take: that is a word about the expression, and not about the call. */
async function readValue(
  { store }: Pick<Memory, "store">,
  { id }: KeptCall,
  { select, scale }: { readonly select: string; readonly scale: Scale },
): Promise<{ readonly value: unknown } | { readonly why: string }> {
  const json = await store.readReply(id);
  if (json === undefined) return { why: "its reply is not kept any more" };
  try {
    return { value: selectFrom(JSON.parse(json), select, { reply: undefined, scale }) };
  } catch (error) {
    if (error instanceof ToolError) return { why: `answered, but ${error.message}` };
    throw error;
  }
}
