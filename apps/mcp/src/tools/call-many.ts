import { pickText } from "../arguments/pick-text.ts";
import { findEntry } from "../catalog/find-entry.ts";
import { selectFrom } from "../results/select.ts";
import { needRight } from "./need-right.ts";
import { planBatch, runBatch } from "./run-batch.ts";
import { showBatch } from "./show-batch.ts";
import type { ToolRun } from "./tool.ts";
import { waitForBatch } from "./wait-for-batch.ts";

export const callMany: ToolRun = async (args, context, services) => {
  needRight(context);
  const wanted = pickText(args, "select");
  selectFrom(null, wanted, undefined); // one that cannot be read costs nothing
  const entry = findEntry(await services.library(), pickText(args, "operation"));
  const office = await services.office();
  const plan = await planBatch(office, {
    entry,
    given: args["inputs"] as readonly object[], // safe: the schema's reader has looked
    principal: context.principal,
    purpose: pickText(args, "purpose"),
    select: wanted,
    maxCalls: Number(args["maxCalls"]),
  });
  // Sent again while it is under way, it is the same list.
  if (!office.batches.has(plan.id)) {
    const running = runBatch(office, services, plan)
      .catch(() => undefined) // what was claimed is known, whatever fails here
      .finally(() => office.batches.delete(plan.id));
    office.batches.set(plan.id, running);
  }
  const batch = await waitForBatch(office, plan.id, { ms: services.settings.waitMs, signal: context.signal });
  if (batch === undefined) throw new Error("a list that was not kept");
  const isHere = office.batches.has(plan.id);
  const view = { batch, select: wanted, from: 0, isHere, now: services.now().getTime(), tellsMoney: true };
  return { value: await showBatch(office, view) };
};
