import { pickText } from "../arguments/pick-text.ts";
import { explainRefusal } from "../budget/explain-refusal.ts";
import { limitNames } from "../budget/plan-limits.ts";
import { checkCall } from "../calls/check-call.ts";
import { findEntry } from "../catalog/find-entry.ts";
import type { ToolAnswer } from "../protocol/surface.ts";
import { type Asker, askOnce } from "./ask-once.ts";
import { findQuestion, hearPerson } from "./ask-person.ts";
import { needRight } from "./need-right.ts";
import { showCall } from "./show-call.ts";
import { createNext } from "./tell-pages.ts";
import type { ToolRun } from "./tool.ts";

export const callOperation: ToolRun = async (args, context, services): Promise<ToolAnswer> => {
  needRight(context);
  const entry = findEntry(await services.library(), pickText(args, "operation"));
  const office = await services.office();
  const { settings } = services;
  const checked = await checkCall(office.client, entry, Object(args["params"]));
  const asker: Asker = {
    principal: context.principal,
    purpose: pickText(args, "purpose"),
    isFresh: args["fresh"] === true,
  };
  const select = pickText(args, "select") || undefined;
  const asking = { memory: office, services, context, operation: entry.operation };
  await hearPerson(asking);

  const until = performance.now() + settings.waitMs;
  for (;;) {
    const asked = await askOnce(office, { settings, now: services.now() }, { ...checked, entry, asker });
    if ("refusal" in asked) {
      const isSoft = asked.refusal.limit.name === limitNames.principal;
      const question = isSoft ? await findQuestion(asking) : undefined;
      if (question !== undefined) return { question };
      throw explainRefusal(asked.refusal, services.now(), isSoft && (context.canAsk || context.answer !== undefined));
    }
    const ms = Math.max(0, until - performance.now());
    const call = await office.desk.wait(asked.call.id, { ms, signal: context.signal });
    // Gone: whoever had claimed it was not allowed to send it. Now it is this one's turn.
    if (call === undefined) continue;
    if (call.principal !== asker.principal) await office.store.admit(call.id, asker.principal);
    const billed = asked.isOwn && call.state === "done" ? "yes" : "no";
    const next = createNext(entry, checked.params, select);
    return {
      value: await showCall(office, {
        call,
        billed,
        select,
        now: Date.now(),
        next,
      }),
    };
  }
};
