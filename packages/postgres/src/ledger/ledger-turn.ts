import { ConfigError, type LedgerEntry, type LedgerLimit, type LedgerRefusal, type LedgerTotals } from "@just-one/core";
import type { Part } from "./turns.ts";

/** One reservation or settlement of a turn. */
export type LedgerPart = Reservation | Settlement;

/** Asks for room under all limits. */
export interface Reservation extends Part<LedgerRefusal | undefined> {
  readonly entry: LedgerEntry;
  readonly amount: string;
  /** Only those that hold the entry. */
  readonly limits: readonly LedgerLimit[];
}

/** Says what became of a request. */
export interface Settlement extends Part<undefined> {
  readonly id: string;
  readonly billing: "billed" | "unbilled" | "unknown";
}

/** A turn in the words of the function `just_one.ledger_turn`. */
export interface TurnQuestion {
  readonly settles: readonly Pick<Settlement, "id" | "billing">[];
  readonly limits: readonly object[];
  readonly asked: readonly object[];
}

/** Names each limit of a turn once, however many entries are held to it. */
export function toQuestion(parts: readonly LedgerPart[]): TurnQuestion {
  const places = new Map<string, number>();
  const limits: object[] = [];
  const asked: object[] = [];
  const settles = new Map<string, Pick<Settlement, "id" | "billing">>();
  for (const part of parts) {
    if ("billing" in part) {
      const { id, billing } = part;
      // The first word that is one counts.
      if ((settles.get(id)?.billing ?? "unknown") === "unknown") settles.set(id, { id, billing });
      continue;
    }
    const own = part.limits.map((limit) => {
      const scope = toScope(limit);
      const text = JSON.stringify(scope);
      const at = places.get(text) ?? limits.push(scope) - 1;
      places.set(text, at);
      // JSON has no `Infinity`, and `null` is no limit.
      return { at, maxCalls: limit.maxCalls, maxCost: toAmount(limit.maxCost) };
    });
    asked.push({ ...part.entry, amount: part.amount, limits: own });
  }
  return { settles: [...settles.values()], limits, asked };
}

/** An amount as core reads it; anything else is none. */
export function toAmount(text: unknown): string | undefined {
  return typeof text === "string" && /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? text : undefined;
}

/** A scope in the words of the database. */
export function toScope({ label, day, since }: Pick<LedgerLimit, "label" | "day" | "since">): object {
  const named = typeof label === "object" ? { prefix: label.prefix } : { label };
  // Callers without types may have a text. What is no time has always been: then everything counts.
  return { ...named, day, since: since === undefined ? undefined : new Date(since).getTime() || 0 };
}

/** What the function answers for an entry that it has not reserved. */
export type RefusalAnswer =
  | { readonly isTaken: true }
  | { readonly unpricedFor: string }
  | { readonly place: number; readonly totals: LedgerTotals }
  | { readonly budget: BudgetAnswer; readonly totals: LedgerTotals };

/** A budget that stands in the database, as the function tells of it. */
export interface BudgetAnswer {
  readonly name: string;
  readonly label?: string;
  readonly prefix?: string;
  readonly period: "day" | "month" | "ever";
  readonly maxCalls?: number;
  readonly maxCost?: string;
  readonly softCalls?: number;
  readonly softCost?: string;
  readonly startMs?: number;
}

/** @throws Error when the entry can never be reserved */
export function toRefusal(answer: RefusalAnswer | null, { entry, limits }: Reservation): LedgerRefusal | undefined {
  if (answer === null) return undefined;
  if ("isTaken" in answer) throw new Error(`${entry.id} is reserved already`);
  if ("unpricedFor" in answer)
    throw new ConfigError(
      `the budget ${answer.unpricedFor} limits costs, and ${entry.operation} has no price; put one into \`prices\``,
    );
  if ("budget" in answer) return { ...answer.totals, limit: toLimit(answer.budget) };
  return { ...answer.totals, limit: limits[answer.place] ?? {} };
}

/** A budget of the database as a limit of core's. */
export function toLimit({ name, label, prefix, maxCalls, maxCost, startMs }: BudgetAnswer): LedgerLimit {
  return {
    name,
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCost === undefined ? {} : { maxCost }),
    ...(startMs === undefined ? {} : { since: new Date(startMs) }),
    ...(label === undefined ? {} : { label }),
    ...(prefix === undefined ? {} : { label: { prefix } }),
  };
}
