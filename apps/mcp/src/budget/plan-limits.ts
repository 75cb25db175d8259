import type { LedgerLimit } from "@just-one/core";
import type { BudgetSettings } from "./budget-settings.ts";
import { familyScope, nameScope } from "./labels.ts";

/** Names of limits, as errors tell them. */
export const limitNames = {
  server: "server/day",
  principal: "principal/day",
  burst: "principal/10 minutes",
  batch: "batch",
} as const;

/** Whose limits, and when. */
export interface LimitCase {
  readonly principal: string;
  readonly day: string;
  readonly now: Date;
  /** What was granted for the day besides the settings. */
  readonly granted: {
    /** By people in a form, for the principal; never beyond the hard limit. */
    readonly person: number;
    /** By the operator, for the principal. */
    readonly operator: number;
    /** By the operator, for all together. */
    readonly server: number;
  };
  /** A list's own. */
  readonly batch?: { readonly label: string; readonly maxCalls: number };
}

const tenMinutesMs = 600_000;
/** A list's calls are counted for as long as the ledger can tell minutes apart, and a list is meant for one day at most. */
const batchMs = 86_300_000;

/** The calls that a principal may make on the day. */
export function countAllowed(settings: BudgetSettings, { person, operator }: LimitCase["granted"]): number {
  return Math.min(settings.principalCalls + person, settings.hardCalls) + operator;
}

/** All that a request is held to, in one step of the ledger: it fits into every one, or is not sent. */
export function planLimits(settings: BudgetSettings, limitCase: LimitCase): LedgerLimit[] {
  const { principal, day, now, granted, batch } = limitCase;
  const own = nameScope(principal);
  return [
    {
      name: limitNames.server,
      day,
      label: familyScope,
      maxCalls: settings.serverCalls + granted.server,
      ...(settings.serverCost !== undefined && { maxCost: settings.serverCost }),
    },
    {
      name: limitNames.principal,
      day,
      label: own,
      maxCalls: countAllowed(settings, granted),
      ...(settings.principalCost !== undefined && { maxCost: settings.principalCost }),
    },
    {
      name: limitNames.burst,
      since: new Date(now.getTime() - tenMinutesMs),
      label: own,
      maxCalls: settings.burstCalls,
    },
    ...(batch === undefined
      ? []
      : [
          {
            name: limitNames.batch,
            since: new Date(now.getTime() - batchMs),
            label: batch.label,
            maxCalls: batch.maxCalls,
          },
        ]),
  ];
}
