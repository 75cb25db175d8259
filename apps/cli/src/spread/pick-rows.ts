import { type MetricName, metricNames, metrics } from "@just-one/core/xingtu";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { CreatorRow } from "./creator-row.ts";

/** Which rows are shown, and in which order. What is called and paid for is all of them. */
export interface PickOptions {
  /** The metric whose best stands first. */
  readonly sort?: string;
  /** So many rows, at most. */
  readonly top?: number;
}

/** @throws CliError for a metric that nobody knows; before anything is sent */
export function readSort(sort: string | undefined): MetricName | undefined {
  if (sort === undefined) return undefined;
  const found = metricNames.find((name) => name.toLowerCase() === sort.toLowerCase());
  if (found !== undefined) return found;
  throw new CliError(`--sort takes one of ${metricNames.join(", ")}`, exitCodes.wrongUse);
}

/** Orders rows by a metric, the best first and those without it last, and takes the first ones. */
export function pickRows(
  rows: readonly CreatorRow[],
  { sort, top = Infinity }: { readonly sort: MetricName | undefined; readonly top?: number | undefined },
): readonly CreatorRow[] {
  if (sort === undefined) return rows.slice(0, top);
  const sign = metrics[sort].better === "higher" ? 1 : -1;
  const score = (row: CreatorRow): number => {
    const value = row.status === "ok" ? Number(metrics[sort].read(row.spread)?.value) : Number.NaN;
    return Number.isFinite(value) ? sign * value : -Number.MAX_VALUE;
  };
  return rows.toSorted((a, b) => score(b) - score(a)).slice(0, top);
}
