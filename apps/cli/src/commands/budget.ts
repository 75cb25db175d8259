import type { LabelScope } from "@just-one/core";
import { show } from "@just-one/encoders";
import {
  type BudgetStatus,
  createPostgresBudgets,
  openPostgres,
  type PostgresBudget,
  type PostgresBudgets,
} from "@just-one/postgres";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { chooseFormat, type OutputFormat } from "../format/output-format.ts";
import { printRecords, type RecordColumn } from "../format/print-records.ts";
import { readTableWidth } from "../format/table-width.ts";
import { tell } from "../session/tell.ts";
import type { Terminal } from "../terminal.ts";

export interface BudgetStoreOptions {
  readonly store: string;
  readonly account?: string;
}

export interface SetBudgetOptions extends BudgetStoreOptions {
  readonly label?: string;
  readonly labelPrefix?: string;
  readonly all?: boolean;
  readonly period?: PostgresBudget["period"];
  readonly maxCalls?: number;
  readonly maxCost?: string;
  readonly softCalls?: number;
  readonly softCost?: string;
  readonly remove?: boolean;
}

export interface ShowBudgetOptions extends BudgetStoreOptions {
  readonly format?: OutputFormat;
}

/** `just-one budget set`: what a team may spend from now on. */
export async function setBudget(name: string, options: SetBudgetOptions, terminal: Terminal): Promise<ExitCode> {
  const wanted = options.remove === true ? undefined : readBudget(name, options);
  return withBudgets(options, terminal, async (budgets) => {
    if (wanted !== undefined) {
      await budgets.set(wanted);
      const set = (await budgets.list()).find(({ budget }) => budget.name === name);
      tell(terminal, show`just-one: ${cleanText(set === undefined ? "set" : describeBudget(set))}\n`);
      return exitCodes.done;
    }
    if (!(await budgets.remove(name))) throw new CliError(`there is no budget ${name}`, exitCodes.wrongUse);
    tell(terminal, show`just-one: taken away\n`);
    return exitCodes.done;
  });
}

/** `just-one budget show`: all budgets, and what counts against them. */
export async function showBudgets(options: ShowBudgetOptions, terminal: Terminal): Promise<ExitCode> {
  return withBudgets(options, terminal, async (budgets) => {
    const records = await budgets.list();
    const format = chooseFormat(options.format, terminal.stdout);
    if (records.length > 0 || format !== "table")
      printRecords({ records, columns, format, width: readTableWidth(terminal) }, terminal);
    else tell(terminal, show`just-one: no budgets are set\n`);
    return exitCodes.done;
  });
}

const columns: readonly RecordColumn<BudgetStatus>[] = [
  { header: "Budget", read: ({ budget }) => budget.name },
  { header: "For", read: ({ budget }) => describeLabel(budget.label) },
  { header: "Period", read: ({ budget }) => budget.period },
  { header: "Calls", read: ({ totals }) => totals.spentCalls + totals.reservedCalls },
  { header: "Soft calls", read: ({ budget }) => budget.softCalls },
  { header: "Max calls", read: ({ budget }) => budget.maxCalls },
  { header: "Spent (CNY)", read: ({ totals }) => totals.spentCost },
  { header: "Reserved (CNY)", read: ({ totals }) => totals.reservedCost },
  { header: "Soft cost (CNY)", read: ({ budget }) => budget.softCost },
  { header: "Max cost (CNY)", read: ({ budget }) => budget.maxCost },
  { header: "State", read: describeState },
  { header: "Since (Shanghai)", read: ({ since }) => (since === undefined ? undefined : toShanghaiTime(since)) },
];

/** As `2026-11-27 00:00`, wherever it is read: days and months are the vendor's. */
function toShanghaiTime(date: Date): string {
  return new Date(date.getTime() + shanghaiOffsetMs).toISOString().slice(0, 16).replace("T", " ");
}

const shanghaiOffsetMs = 8 * 3_600_000;

function describeLabel(label: LabelScope | undefined): string {
  if (label === undefined) return "all calls";
  return typeof label === "object" ? `${label.prefix}…` : label || "calls without a label";
}

/** Costs are compared as billionths of a unit: money is no float. */
function describeState({ budget, totals }: BudgetStatus): string {
  const calls = totals.spentCalls + totals.reservedCalls;
  const cost = toBillionths(totals.spentCost) + toBillionths(totals.reservedCost);
  const passes = (most: number | undefined, amount: string | undefined, isWithin: boolean): boolean =>
    (most !== undefined && (isWithin ? calls >= most : calls > most)) ||
    (amount !== undefined && (isWithin ? cost >= toBillionths(amount) : cost > toBillionths(amount)));
  if (passes(budget.maxCalls, budget.maxCost, true)) return "used up";
  return passes(budget.softCalls, budget.softCost, false) ? "beyond soft" : "";
}

function toBillionths(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole + fraction.padEnd(9, "0"));
}

function describeBudget({ budget, totals }: BudgetStatus): string {
  const { period, maxCalls, maxCost, softCalls, softCost } = budget;
  const most = [maxCalls === undefined ? "" : `${maxCalls} calls`, maxCost === undefined ? "" : `${maxCost} CNY`]
    .filter(Boolean)
    .join(" and ");
  const soft = [softCalls === undefined ? "" : `${softCalls} calls`, softCost === undefined ? "" : `${softCost} CNY`]
    .filter(Boolean)
    .join(" and ");
  const limits = [most && `at most ${most}`, soft && `told beyond ${soft}`].filter(Boolean).join(", ");
  const used = `${totals.spentCalls + totals.reservedCalls} calls and ${totals.spentCost} CNY used so far`;
  return `${budget.name}, for ${describeLabel(budget.label)}: ${limits} ${period === "ever" ? "ever" : `a ${period} in Shanghai`}; ${used}`;
}

function readBudget(name: string, options: SetBudgetOptions): PostgresBudget {
  const { label, labelPrefix, all, period, maxCalls, maxCost, softCalls, softCost } = options;
  const scopes = [label, labelPrefix, all === true ? "" : undefined].filter((scope) => scope !== undefined);
  if (scopes.length !== 1)
    throw new CliError("say whose calls: --label, --label-prefix, or --all of the account", exitCodes.wrongUse);
  if (period === undefined) throw new CliError("say for how long: --period day, month or ever", exitCodes.wrongUse);
  const scope = labelPrefix === undefined ? label : { prefix: labelPrefix };
  return {
    name,
    period,
    ...(scope === undefined ? {} : { label: scope }),
    ...(maxCalls === undefined ? {} : { maxCalls }),
    ...(maxCost === undefined ? {} : { maxCost }),
    ...(softCalls === undefined ? {} : { softCalls }),
    ...(softCost === undefined ? {} : { softCost }),
  };
}

async function withBudgets(
  { store, account }: BudgetStoreOptions,
  { environment }: Terminal,
  act: (budgets: PostgresBudgets) => Promise<ExitCode>,
): Promise<ExitCode> {
  const pool = openPostgres(store, { max: 1, environment });
  try {
    return await act(createPostgresBudgets(account === undefined ? { pool } : { pool, account }));
  } finally {
    await pool.end();
  }
}
