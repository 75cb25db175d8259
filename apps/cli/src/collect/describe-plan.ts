import { countAffordable, type RunPlan, type RunTotals, multiplyPrice } from "@just-one/collector";
import { type TerminalText, show, joinShown } from "@just-one/encoders";
import { isMockRun } from "./plan-folder.ts";

/** What would be sent, and what it would cost. */
export function describePlan(
  plan: RunPlan,
  { items, duplicates, spentCalls, reservedCalls, doubts }: RunTotals & { readonly doubts: number },
): TerminalText {
  const affordable = Math.max(0, countAffordable(plan) - spentCalls - reservedCalls);
  const calls = Math.min(items.planned, affordable);
  const cost = isMockRun(plan)
    ? "invented, so nothing is paid"
    : plan.price === undefined
      ? `price not known${calls === 0 ? "" : ": add --price for it"}`
      : `at most ${multiplyPrice(plan.price, calls)} CNY at ${plan.price} a call`;
  const lines = [
    show`${plan.operation}\n`,
    show`  to send          ${calls} ${calls === 1 ? "call" : "calls"}, ${cost}\n`,
    calls < items.planned ? show`  beyond the limit ${items.planned - calls}, not sent\n` : show``,
    spentCalls > 0
      ? show`  already paid     ${spentCalls}${plan.price === undefined ? "" : `, ${multiplyPrice(plan.price, spentCalls)} CNY`}\n`
      : show``,
    items.skipped > 0 ? show`  fresh            ${items.skipped}, not paid for again\n` : show``,
    items.unknown > 0 ? show`  unknown          ${items.unknown}, perhaps paid for; not sent again unasked\n` : show``,
    doubts > 0
      ? show`  in doubt         ${doubts}, perhaps paid for by another command; not sent again unasked\n`
      : show``,
    items.failed > doubts ? show`  failed           ${items.failed - doubts}, not sent again unasked\n` : show``,
    duplicates > 0 ? show`  duplicates       ${duplicates}, asked for once\n` : show``,
    items.invalid > 0 ? show`  invalid          ${items.invalid}, never sent\n` : show``,
  ];
  return joinShown(lines);
}
