import { describeBudget } from "../budget/describe-budget.ts";
import { nameScope, readPurpose } from "../budget/labels.ts";
import { sweepCalls } from "../calls/sweep-calls.ts";
import { readLimitCase, readLimits } from "./ask-once.ts";
import { cleanValue } from "../results/clean.ts";
import type { ToolRun } from "./tool.ts";

const mostShown = 20;

export const getSpending: ToolRun = async (_args, { principal }, services) => {
  const { store, ledger } = await services.memory();
  await sweepCalls(store, ledger);
  const limitCase = await readLimitCase({ store }, principal, services.now());
  const rows = await ledger.usage({ day: limitCase.day, label: nameScope(principal) });
  const byPurpose = new Map<string, number>();
  for (const { label, spentCalls, reservedCalls } of rows) {
    const purpose = readPurpose(label);
    byPurpose.set(purpose, (byPurpose.get(purpose) ?? 0) + spentCalls + reservedCalls);
  }
  const purposes = [...byPurpose]
    .filter(([, calls]) => calls > 0)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, mostShown);
  const unknown = (await store.listUnknown()).filter((call) => call.principal === principal);
  return {
    value: {
      budget: await describeBudget(ledger, readLimits(services.settings, principal), limitCase),
      ...(purposes.length > 0 && { byPurpose: cleanValue(Object.fromEntries(purposes)) }),
      unknown: unknown
        .slice(-mostShown)
        .map(({ id, operation, startedAt }) => ({ reply: id, operation, at: new Date(startedAt).toISOString() })),
      ...(unknown.length > mostShown && { unknownInAll: unknown.length }),
    },
  };
};
