import { pickText } from "../arguments/pick-text.ts";
import { limitNames } from "../budget/plan-limits.ts";
import { findEntry } from "../catalog/find-entry.ts";
import { checkSelect } from "../results/select.ts";
import { findQuestion, hearPerson } from "./ask-person.ts";
import { needRight } from "./need-right.ts";
import { planBatch, runBatch, tellStop } from "./run-batch.ts";
import { showBatch } from "./show-batch.ts";
import type { ToolRun } from "./tool.ts";
import { waitForBatch } from "./wait-for-batch.ts";

export const callMany: ToolRun = async (args, context, services) => {
  needRight(context);
  const wanted = pickText(args, "select");
  checkSelect(wanted); // one that cannot be read costs nothing
  const entry = findEntry(await services.library(), pickText(args, "operation"));
  const office = await services.office();
  const plan = await planBatch(office, {
    entry,
    given: args["inputs"] as readonly object[], // safe: the schema's reader has looked
    principal: context.principal,
    purpose: pickText(args, "purpose"),
    select: wanted,
    maxCalls: Number(args["maxCalls"]),
    goesOn: context.answer !== undefined,
  });
  const asking = { memory: office, services, context, operation: entry.operation };
  await hearPerson(asking);
  // Sent again while it is under way, it is the same list.
  if (!office.batches.has(plan.id)) {
    const running = runBatch(office, services, plan)
      .catch(() => undefined) // what was claimed is known, whatever fails here
      .finally(() => office.batches.delete(plan.id));
    office.batches.set(plan.id, running);
  }
  const batch = await waitForBatch(office, plan.id, { ms: services.settings.waitMs, signal: context.signal });
  if (batch === undefined) throw new Error("a list that was not kept");
  const question = batch.stopped === tellStop(limitNames.principal) ? await findQuestion(asking) : undefined;
  if (question !== undefined) return { question };
  const isHere = office.batches.has(plan.id);
  const view = { batch, select: wanted, from: 0, isHere, now: services.now().getTime(), tellsMoney: true };
  return { value: await showBatch(office, view) };
};
