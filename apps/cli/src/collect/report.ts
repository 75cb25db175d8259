import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Board,
  type CollectEnd,
  reasonOfDoubt,
  type RunPlan,
  multiplyPrice,
  type StopReason,
} from "@just-one/collector";
import { joinShown, show, type TerminalText } from "@just-one/encoders";
import { formatDuration } from "../session/receipt.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";

/** `report.json`: how a run stands. Scripts read it; members are only ever added. */
export interface Report {
  readonly run: string;
  readonly operation: string;
  /** Distinct inputs that were to be paid for: `billed`, `unbilled`, `unknown` and `lost` together. */
  readonly planned: number;
  readonly billed: number;
  /** Certainly not paid for: failed, or not sent. */
  readonly unbilled: number;
  readonly failed: number;
  readonly failedByReason: Readonly<Record<string, number>>;
  /** Perhaps paid for, without a reply. */
  readonly unknown: number;
  /** Paid for by the vendor's bill, without a reply. */
  readonly lost: number;
  readonly notSent: number;
  readonly skipped: number;
  readonly invalid: number;
  readonly duplicates: number;
  readonly emptyReplies: number;
  /** Of what was paid for, as far as is known, as a decimal string; null without a price. */
  readonly cost: string | null;
  /** Of what is unknown besides. */
  readonly costUnknown: string | null;
  readonly price: string | null;
  readonly stopped: StopReason | null;
  readonly durationMs: number;
  readonly limited: number;
  readonly next: string | null;
}

type Ended = Pick<CollectEnd, "stopped" | "durationMs" | "limited">;

/** Sums a folder's run up and keeps it as `report.json`; where nothing was sent now, how it ended the last time stays. */
export async function writeReport(
  folder: string,
  board: Board,
  plan: RunPlan,
  end: Ended | undefined = readLastEnd(folder, plan),
): Promise<Report> {
  const { items, duplicates, spentCalls, reservedCalls } = await board.readTotals();
  const { emptyReplies, failed } = await board.readDetails();
  const stopped = end?.stopped ?? null;
  const unbilled = items.failed + items.planned;
  const report: Report = {
    run: plan.id,
    operation: plan.operation,
    planned: items.billed + unbilled + items.unknown + items.sent + items.lost,
    billed: items.billed,
    unbilled,
    failed: items.failed,
    failedByReason: failed,
    unknown: items.unknown + items.sent,
    lost: items.lost,
    notSent: items.planned,
    skipped: items.skipped,
    invalid: items.invalid,
    duplicates,
    emptyReplies,
    cost: plan.price === undefined ? null : multiplyPrice(plan.price, spentCalls),
    costUnknown: plan.price === undefined ? null : multiplyPrice(plan.price, reservedCalls),
    price: plan.price ?? null,
    stopped,
    durationMs: Math.round(end?.durationMs ?? 0),
    limited: end?.limited ?? 0,
    next: findNext(folder, { stopped, ...items, doubts: failed[reasonOfDoubt] ?? 0 }),
  };
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(report, undefined, 2)}\n`, { mode: 0o600 });
  return report;
}

function readLastEnd(folder: string, { id }: RunPlan): Ended | undefined {
  try {
    const last = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")) as Partial<Report> | null; // looked at here
    if (last?.run !== id) return undefined;
    const { stopped, durationMs, limited } = last;
    return {
      durationMs: Number(durationMs) || 0,
      limited: Number(limited) || 0,
      ...(stopped != null && { stopped }),
    };
  } catch {
    return undefined; // it never came to one
  }
}

interface Left {
  readonly stopped: StopReason | null;
  readonly planned: number;
  readonly failed: number;
  /** Of what failed. */
  readonly doubts: number;
  readonly unknown: number;
}

function findNext(folder: string, { stopped, planned, failed, doubts, unknown }: Left): string | null {
  const again = "the same command goes on";
  if (stopped === "budget") return `${again} with a larger --budget or --max-calls`;
  if (stopped === "balance" || stopped === "token-cap") return `top the account up; ${again}`;
  if (stopped === "permission" || stopped === "token") return `see to the token's rights; ${again}`;
  if (planned > 0) return again;
  if (unknown > 0) return `compare with the vendor's bill: just-one collect reconcile ${folder} --billed-total N`;
  if (failed > doubts) return `just-one collect retry ${folder} --failed`;
  if (doubts > 0)
    return `to pay a second time where it must be: just-one collect retry ${folder} --unknown --pay-again`;
  return null;
}

/** The same for a person. */
export function describeReport(report: Report): TerminalText {
  const {
    billed,
    unbilled,
    unknown,
    skipped,
    lost,
    cost,
    costUnknown,
    durationMs,
    failedByReason,
    emptyReplies,
    next,
    stopped,
  } = report;
  const reasons = Object.entries(failedByReason)
    .map(([reason, items]) => `${items} × ${reason}`)
    .join(", ");
  const counts = [
    `${billed} billed`,
    `${unbilled} unbilled`,
    `${unknown} unknown`,
    skipped > 0 ? `${skipped} paid for before or by others, free` : "",
    lost > 0 ? `${lost} lost` : "",
    cost === null ? "" : `${cost} CNY${unknown > 0 ? ` (and perhaps ${costUnknown ?? ""})` : ""}`,
    formatDuration(durationMs),
  ];
  return joinShown([
    show`${counts.filter((count) => count !== "").join(" · ")}\n`,
    reasons === "" ? show`` : show`failed: ${reasons}\n`,
    emptyReplies > 0 ? show`${emptyReplies} of the replies that were paid for are empty\n` : show``,
    stopped === null ? show`` : show`stopped: ${stopped}\n`,
    next === null ? show`` : show`next: ${next}\n`,
  ]);
}

/** How the command ended, for scripts. */
export function toCollectExit({ stopped, failed, unknown, notSent, invalid }: Report): ExitCode {
  if (stopped === "interrupted") return exitCodes.interrupted;
  if (stopped === "budget" || stopped === "balance" || stopped === "token-cap") return exitCodes.quotaOrBudget;
  if (stopped === "permission" || stopped === "token") return exitCodes.tokenOrPermission;
  if (stopped === "board") return exitCodes.failed;
  return failed + unknown + notSent + invalid > 0 ? exitCodes.partFailed : exitCodes.done;
}
