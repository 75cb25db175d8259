import type { CatalogEntry } from "@just-one/api";
import type { LedgerRefusal } from "@just-one/core";
import type { BudgetSettings } from "../budget/budget-settings.ts";
import { writeLabel } from "../budget/labels.ts";
import { type LimitCase, planLimits } from "../budget/plan-limits.ts";
import { shanghaiDay } from "../budget/shanghai-day.ts";
import type { KeptCall } from "../calls/call-store.ts";
import type { CheckedParams } from "../calls/check-call.ts";
import { ToolError } from "../results/tool-error.ts";
import type { Memory, Office, ToolSettings } from "./services.ts";

/** Whose question it is, and how it is asked. */
export interface Asker {
  readonly principal: string;
  readonly purpose: string;
  readonly isFresh: boolean;
  /** The list that asks; it has a limit of its own. */
  readonly batch?: { readonly id: string; readonly maxCalls: number };
}

/** What asking came to. */
export type AskedOnce = { readonly call: KeptCall; readonly isOwn: boolean } | { readonly refusal: LedgerRefusal };

/** Asks a question that has been checked, if nobody has; within all limits. */
export async function askOnce(
  office: Office,
  { settings, now }: { readonly settings: ToolSettings; readonly now: Date },
  asked: CheckedParams & { readonly entry: CatalogEntry; readonly asker: Asker },
): Promise<AskedOnce> {
  const { entry, params, key, asker } = asked;
  const { principal, purpose, isFresh, batch } = asker;
  const budget = readLimits(settings, principal);
  const label = writeLabel({ principal, purpose, batch: batch?.id });
  const limitCase = await readLimitCase(office, principal, now);
  return office.desk.ask({
    question: nameQuestion(office, settings, { principal, key }),
    operation: entry.operation,
    params,
    principal,
    label,
    day: limitCase.day,
    cost: findCost(settings, budget, entry.operation),
    isFresh,
    limits: planLimits(budget, {
      ...limitCase,
      ...(batch !== undefined && { batch: { label, maxCalls: batch.maxCalls } }),
    }),
  });
}

/** The limits of a principal: its own, where it has some. */
export function readLimits(settings: ToolSettings, principal: string): BudgetSettings {
  return { ...settings.budget, ...settings.limitsOf(principal) };
}

/** A principal's day, with what was granted for it. */
export async function readLimitCase(
  { store }: Pick<Memory, "store">,
  principal: string,
  now: Date,
): Promise<Omit<LimitCase, "batch">> {
  const day = shanghaiDay(now);
  const own = await store.readGrants(day, principal);
  const all = await store.readGrants(day, "");
  return { principal, day, now, granted: { ...own, server: all.operator } };
}

/** The identity of a question: the same for everybody, or for one principal where replies are not shared. */
export function nameQuestion(
  { server }: Pick<Office, "server">,
  { sharesReplies }: Pick<ToolSettings, "sharesReplies">,
  { principal, key }: { readonly principal: string; readonly key: string },
): string {
  return `${server} ${key}${sharesReplies ? "" : ` ${JSON.stringify(principal)}`}`;
}

function findCost(settings: ToolSettings, budget: BudgetSettings, operation: string): string {
  const price = settings.findPrice(operation);
  if (price === undefined && (budget.serverCost !== undefined || budget.principalCost !== undefined)) {
    throw new ToolError({
      error: "budget",
      fix: "operator: add its price to the file of --prices",
      say: "Not sent: costs are limited, and nobody has said what this operation costs.",
    });
  }
  return price ?? "";
}
