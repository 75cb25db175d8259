import { pickText } from "../arguments/pick-text.ts";
import { describeBudget } from "../budget/describe-budget.ts";
import { checkCall } from "../calls/check-call.ts";
import { sweepCalls } from "../calls/sweep-calls.ts";
import { findEntry } from "../catalog/find-entry.ts";
import { ToolError } from "../results/tool-error.ts";
import { nameQuestion, readLimitCase, readLimits } from "./ask-once.ts";
import { multiplyPrice } from "../budget/multiply-price.ts";
import type { ToolRun } from "./tool.ts";

export const previewCall: ToolRun = async (args, { principal }, services) => {
  const entry = findEntry(await services.library(), pickText(args, "operation"));
  const office = await services.office();
  const { settings } = services;
  await sweepCalls(office.store, office.ledger);
  const questions = new Set<string>();
  let alreadyPaid = 0;
  const refused: { index: number; why: string }[] = [];
  for (const [index, input] of (args["inputs"] as readonly object[]).entries()) {
    try {
      const { key } = await checkCall(office.client, entry, { ...input });
      const question = nameQuestion(office, settings, { principal, key });
      const claim = await office.store.look({ question, isFresh: false }, office.rules);
      if (claim.kind === "unknown") refused.push({ index, why: "sent before, and nobody knows what became of it" });
      else if (claim.kind === "new" && !questions.has(question)) questions.add(question);
      else alreadyPaid += 1; // or under way, or twice in this list: paid for once
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      refused.push({ index, why: error.message.slice(0, 200) });
    }
  }
  const limitCase = await readLimitCase(office, principal, services.now());
  const price = settings.findPrice(entry.operation);
  return {
    value: {
      send: questions.size,
      alreadyPaid,
      refused: refused.slice(0, 25),
      ...(refused.length > 25 && { refusedInAll: refused.length }),
      costsAtMost: price === undefined ? "price not known" : multiplyPrice(price, questions.size),
      budget: await describeBudget(office.ledger, readLimits(settings, principal), limitCase),
    },
  };
};
