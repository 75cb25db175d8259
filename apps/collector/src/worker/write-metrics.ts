import { itemStates } from "@just-one/collector";
import type { RunSummary } from "@just-one/postgres/board";
import type { Counts } from "./counters.ts";

/** What is told to whoever watches. */
export interface Measured {
  readonly counts: Counts;
  readonly runs: readonly RunSummary[];
  readonly isHealthy: boolean;
}

/** Writes OpenMetrics 1.0. Labels hold names of runs, states and reasons; inputs and replies are in none. */
export function writeMetrics({ counts, runs, isHealthy }: Measured): string {
  const prefix = "just_one_collector";
  const counter = (name: string, help: string, value: number): string[] => [
    `# TYPE ${prefix}_${name} counter`,
    `# HELP ${prefix}_${name} ${help}`,
    `${prefix}_${name}_total ${value}`,
  ];
  const gauge = (name: string, help: string, samples: readonly [labels: string, value: number][]): string[] => [
    `# TYPE ${prefix}_${name} gauge`,
    `# HELP ${prefix}_${name} ${help}`,
    ...samples.map(([labels, value]) => `${prefix}_${name}${labels} ${value}`),
  ];
  const byRun = (read: (run: RunSummary) => number): [string, number][] =>
    runs.map((run) => [`{run="${escapeLabel(run.name)}"}`, read(run)]);
  const lines = [
    ...counter("replies", "Replies that this process has paid for.", counts.replies),
    ...counter("limited", "Answers by code 302 to this process.", counts.limited),
    ...counter("slices", "Ranges that ended in this process.", counts.slices),
    ...counter("slices_failed", "Ranges that failed in this process, and are tried again.", counts.slicesFailed),
    ...gauge("under_way", "Requests of this process that are under way.", [["", counts.underWay]]),
    ...gauge("healthy", "1 while the store answers and the process is not ending.", [["", isHealthy ? 1 : 0]]),
    ...gauge(
      "items",
      "Items of a run by state, of all processes.",
      runs.flatMap(({ name, items }) =>
        itemStates.map((state): [string, number] => [`{run="${escapeLabel(name)}",state="${state}"}`, items[state]]),
      ),
    ),
    ...gauge(
      "workers",
      "Workers of a run that are open, of all processes.",
      byRun(({ workers }) => workers),
    ),
    ...gauge(
      "paused",
      "1 while a run pauses.",
      byRun(({ pausesUntil }) => (pausesUntil === undefined ? 0 : 1)),
    ),
    ...gauge(
      "refused",
      "1 while a run is refused because its server is another one.",
      byRun(({ isAtHome }) => (isAtHome ? 0 : 1)),
    ),
    "# EOF",
  ];
  return `${lines.join("\n")}\n`;
}

function escapeLabel(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`);
}
