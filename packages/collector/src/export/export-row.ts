import type { Board, RunPlan } from "../board.ts";
import type { Item, Reply } from "../item.ts";
import { paidStates } from "../transitions.ts";

/** One line of an export: one for each item, failed and unknown ones too. */
export interface ExportRow {
  readonly run: string;
  readonly seq: number;
  /** The operation's own parameters, by name. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly label: string | undefined;
  readonly state: Item["state"];
  /** Why there is no reply. */
  readonly reason: string | undefined;
  readonly billing: "billed" | "unbilled" | "unknown";
  /** A decimal string; what is unknown counts as paid for. */
  readonly cost: string | undefined;
  readonly attempts: number;
  readonly requestId: string | undefined;
  readonly recordTime: string | undefined;
  /** Epoch milliseconds. */
  readonly fetchedAt: number | undefined;
  /** JSON. */
  readonly data: string | undefined;
}

const pageItems = 1000;

/** All items of a run in their order, a page at a time. What is still under way is left out of no export: it is `sent`. */
export async function* readRows(board: Board, plan: RunPlan): AsyncGenerator<readonly ExportRow[], void> {
  let after = 0;
  for (;;) {
    const items = await board.listItems(after, pageItems);
    if (items.length === 0) return;
    const replies = await board.readReplies(items.map(({ seq }) => seq));
    yield items.map((item) => toRow(plan, item, replies.get(item.seq)));
    after = items.at(-1)?.seq ?? after;
  }
}

function toRow(plan: RunPlan, item: Item, reply: Reply | undefined): ExportRow {
  const billing = toBilling(item.state);
  return {
    run: plan.id,
    seq: item.seq,
    parameters: { ...plan.parameters, ...item.parameters },
    label: item.label,
    state: item.state,
    reason: item.reason,
    billing,
    cost: plan.price === undefined ? undefined : billing === "unbilled" ? "0" : plan.price,
    attempts: item.attempts,
    requestId: reply?.requestId,
    recordTime: reply?.recordTime,
    fetchedAt: reply?.fetchedAt,
    data: reply?.json,
  };
}

function toBilling(state: Item["state"]): ExportRow["billing"] {
  if (paidStates.includes(state)) return "billed";
  return state === "sent" || state === "unknown" ? "unknown" : "unbilled";
}
