import { randomBytes } from "node:crypto";
import type { CallStore } from "../calls/call-store.ts";
import type { PersonsAnswer, PersonsQuestion } from "../protocol/surface.ts";
import type { BudgetSettings } from "./budget-settings.ts";
import { countAllowed, type LimitCase } from "./plan-limits.ts";

const declinedMs = 1_800_000;

/** Of whom, and for what, a person is asked. */
export interface RaiseCase extends Pick<LimitCase, "principal" | "day" | "granted"> {
  /** `"METHOD /path"`. */
  readonly operation: string;
  readonly now: Date;
}

/**
 * The question to a person whether an agent may spend more today. Absent where the hard limit leaves nothing to ask for, and for half
 * an hour after a no, which some clients say themselves without a dialog.
 */
export async function askForMore(
  store: CallStore,
  settings: BudgetSettings,
  { principal, day, granted, operation, now }: RaiseCase,
): Promise<PersonsQuestion | undefined> {
  const most = settings.hardCalls + granted.operator - countAllowed(settings, granted);
  if (most <= 0 || (await store.readDeclined(principal)) > now.getTime() - declinedMs) return undefined;
  const allowed = countAllowed(settings, granted);
  return {
    message: `The agent has used its ${allowed} paid calls of today and wants to call ${operation}. How many more may it make today, ${most} at most?`,
    schema: {
      type: "object",
      properties: { calls: { type: "integer", description: "More paid calls today", minimum: 1, maximum: most } },
      required: ["calls"],
    },
    state: { nonce: randomBytes(16).toString("base64url"), operation, day },
  };
}

/** Takes over what a person answered: once, for this principal and operation and day, and never beyond the hard limit. */
export async function takeAnswer(
  store: CallStore,
  settings: BudgetSettings,
  { principal, day, granted, operation, answer }: RaiseCase & { readonly answer: PersonsAnswer },
): Promise<void> {
  const state: { readonly nonce?: unknown; readonly operation?: unknown; readonly day?: unknown } = Object(
    answer.state,
  );
  if (typeof state.nonce !== "string" || state.operation !== operation || state.day !== day) return;
  if (!(await store.takeNonce(state.nonce))) return;
  const wanted = answer.content?.["calls"];
  if (typeof wanted !== "number" || !Number.isSafeInteger(wanted) || wanted < 1) return store.decline(principal);
  const most = settings.hardCalls + granted.operator - countAllowed(settings, granted);
  const calls = Math.min(wanted, most);
  if (calls > 0) await store.grant({ day, principal, calls, by: "person" });
}
