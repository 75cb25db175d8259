import type { LedgerRefusal } from "@just-one/core";
import { ToolError } from "../results/tool-error.ts";
import { limitNames } from "./plan-limits.ts";
import { nextShanghaiDay } from "./shanghai-day.ts";

/** Why a call was not sent, and who can do something about it. */
export function explainRefusal(refusal: LedgerRefusal, now: Date, wasAsked: boolean): ToolError {
  const { limit, spentCalls, reservedCalls } = refusal;
  const { name = "ledger", maxCalls, maxCost } = limit;
  const used = spentCalls + reservedCalls;
  const isOfCalls = maxCalls !== undefined && used >= maxCalls;
  const what = isOfCalls ? `${used} of ${maxCalls} calls are used` : `the cost would pass ${maxCost ?? "the limit"}`;
  return new ToolError({ error: "budget", ...advise(name, now, wasAsked), say: `Not sent: ${name} limit, ${what}.` });
}

function advise(name: string, now: Date, wasAsked: boolean): { readonly fix: string; readonly retry: string } {
  switch (name) {
    case limitNames.burst:
      return { fix: "wait: ten minutes; this brake stops loops", retry: `after:${inMinutes(now, 11)}` };
    case limitNames.batch:
      return { fix: "you: raise maxCalls if you are meant to spend more", retry: "no" };
    case limitNames.principal:
      return {
        fix: wasAsked
          ? "operator: just-one-mcp budget --grant; a person was asked and declined, or the client cannot ask"
          : "operator: just-one-mcp budget --grant; or wait for 00:00 in Shanghai",
        retry: `after:${nextShanghaiDay(now).toISOString()}`,
      };
    default:
      return {
        fix: "operator: just-one-mcp budget --grant; or wait for 00:00 in Shanghai",
        retry: `after:${nextShanghaiDay(now).toISOString()}`,
      };
  }
}

function inMinutes(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}
