import { show } from "@just-one/encoders";
import { readPurpose, familyScope, nameScope } from "../budget/labels.ts";
import { shanghaiDay } from "../budget/shanghai-day.ts";
import { openMemory } from "../services/open-memory.ts";
import { servingOptions } from "../settings/option-rows.ts";
import { parseOptions } from "../settings/parse-options.ts";
import { readSettings } from "../settings/read-settings.ts";
import { SettingsError } from "../settings/settings-error.ts";
import { describeBudget } from "../budget/describe-budget.ts";
import { readLimitCase } from "../tools/ask-once.ts";
import type { TellingHost } from "./command-host.ts";
import { grantOptions } from "./operator-options.ts";

/** `just-one-mcp budget`: tells what was spent today and by whom, and grants more. */
export async function runBudget(args: readonly string[], { variables, stdout }: TellingHost): Promise<number> {
  const typed = parseOptions(args, [...servingOptions, ...grantOptions]);
  const settings = readSettings(typed, variables);
  const principal = typed.text("principal") ?? "";
  const calls = typed.count("grant", 0);
  if (settings.isMock) throw new SettingsError("A mock keeps no account.");
  const { store, ledger, close } = await openMemory(settings, variables);
  try {
    const now = new Date();
    const day = shanghaiDay(now);
    if (calls > 0) {
      await store.grant({ day, principal, calls, by: "operator" });
      stdout.write(show`${calls} more calls on ${day} for ${principal === "" ? "all together" : principal}.\n`);
    }
    const scope = principal === "" ? familyScope : nameScope(principal);
    const rows = await ledger.usage({ day, label: scope });
    if (principal !== "") {
      const view = await describeBudget(ledger, settings.budget, await readLimitCase({ store }, principal, now));
      stdout.write(show`${principal}: ${view.spentCalls} calls on ${view.day}, ${view.leftCalls} left.\n`);
    }
    for (const { operation, label, spentCalls, reservedCalls, unknownCalls, spentCost } of rows) {
      const cost = spentCost === "0" ? "" : `, ${spentCost}`;
      const open = reservedCalls === 0 ? "" : `, ${reservedCalls} reserved (${unknownCalls} of unknown outcome)`;
      stdout.write(
        show`${readPrincipal(label)}  ${readPurpose(label) || "-"}  ${operation}: ${spentCalls} paid${cost}${open}\n`,
      );
    }
    if (rows.length === 0) stdout.write(show`Nothing was spent on ${day}.\n`);
    return 0;
  } finally {
    await close();
  }
}

function readPrincipal(label: string): string {
  const [head = ""] = label.slice(familyScope.prefix.length).split(" · ");
  try {
    return decodeURIComponent(head);
  } catch {
    return head;
  }
}
