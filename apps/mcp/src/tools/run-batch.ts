import { createHash } from "node:crypto";
import type { CatalogEntry } from "@just-one/api";
import { limitNames } from "../budget/plan-limits.ts";
import type { BatchItem, KeptBatch } from "../calls/call-store.ts";
import { checkCall, type CheckedParams } from "../calls/check-call.ts";
import { ToolError, type ToolErrorFacts } from "../results/tool-error.ts";
import { askOnce } from "./ask-once.ts";
import type { Office, ToolSettings } from "./services.ts";

/** A list of calls of one operation. */
export interface BatchPlan extends Pick<KeptBatch, "id" | "principal" | "purpose" | "select"> {
  readonly entry: CatalogEntry;
  /** For each input what is sent, or why it is not. */
  readonly inputs: readonly (CheckedParams | { readonly why: string })[];
  readonly maxCalls: number;
  /** Whether a person was asked in between: what was sent before that was sent by this list, too. */
  readonly goesOn: boolean;
}

/** How many of a list are under way at once. */
const together = 8;
/** Longer than any call takes. */
const patienceMs = 3_600_000;

/** Looks at each input. The list's name is made of what it asks: sent again, it is the same list, with the same limit. */
export async function planBatch(
  office: Office,
  plan: Omit<BatchPlan, "id" | "inputs"> & { readonly given: readonly object[] },
): Promise<BatchPlan> {
  const { given, ...others } = plan;
  const inputs = await Promise.all(
    given.map(async (input): Promise<BatchPlan["inputs"][number]> => {
      try {
        return await checkCall(office.client, plan.entry, { ...input });
      } catch (error) {
        if (error instanceof ToolError) return { why: error.message.slice(0, 200) };
        throw error;
      }
    }),
  );
  const keys = inputs.map((input) => ("key" in input ? input.key : ""));
  const hash = createHash("sha256").update(JSON.stringify([plan.principal, plan.entry.operation, keys]));
  return { ...others, inputs, id: `b_${hash.digest("base64url").slice(0, 22)}` };
}

/** Asks for all of a list, a few at a time, until it is done or something closes the way; tells after each what has become of it. */
export async function runBatch(
  office: Office,
  { settings, now }: { readonly settings: ToolSettings; readonly now: () => Date },
  plan: BatchPlan,
): Promise<void> {
  const { id, entry, principal, purpose, select, inputs, maxCalls } = plan;
  const items: BatchItem[] = inputs.map((input) => ("why" in input ? input : null));
  const before = plan.goesOn ? listOwn(await office.store.findBatch(id)) : new Set();
  let stopped: string | undefined;
  const save = (): Promise<void> =>
    Promise.resolve(
      office.store.saveBatch({
        id,
        operation: entry.operation,
        principal,
        purpose,
        select,
        items,
        updatedAt: now().getTime(),
        ...(stopped !== undefined && { stopped }),
      }),
    );

  const askOne = async (index: number, checked: CheckedParams): Promise<void> => {
    const asker = { principal, purpose, isFresh: false, batch: { id, maxCalls } };
    const asked = await askOnce(office, { settings, now: now() }, { ...checked, entry, asker });
    if ("refusal" in asked) {
      const { name = "ledger" } = asked.refusal.limit;
      stopped ??= tellStop(name);
      return;
    }
    const { id: handle } = asked.call;
    items[index] = { id: handle, isOwn: asked.isOwn || before.has(handle) };
    await save();
    const signal = new AbortController().signal; // whoever asked may be gone; what is paid for is kept
    const call = await office.desk.wait(asked.call.id, { ms: patienceMs, signal });
    // Gone: whoever had claimed it was not allowed to send it.
    if (call === undefined) return askOne(index, checked);
    if (call.state === "failed" && isClosed(call.failure)) stopped ??= "the vendor refuses further calls";
  };

  const queue = inputs.entries();
  const work = async (): Promise<void> => {
    for (const [index, input] of queue) {
      if (stopped !== undefined) return;
      if ("why" in input) continue;
      try {
        await askOne(index, input);
      } catch (error) {
        items[index] = { why: error instanceof ToolError ? error.message : "something failed here" };
      }
    }
  };
  await save();
  await Promise.all(Array.from({ length: together }, work));
  await save();
}

/** Why a list ends before its end, in words. */
export function tellStop(limit: string): string {
  return limit === limitNames.batch ? "maxCalls is reached" : `the ${limit} limit is reached`;
}

function listOwn(batch: KeptBatch | undefined): Set<string> {
  return new Set(batch?.items.flatMap((item) => (item !== null && "id" in item && item.isOwn ? [item.id] : [])));
}

function isClosed(failure: string | undefined): boolean {
  // Safe: only the desk writes it, from such facts.
  return failure !== undefined && (JSON.parse(failure) as ToolErrorFacts).error === "closed";
}
