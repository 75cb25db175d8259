import { cpus } from "node:os";
import { type Benchmark, isMet, type Row } from "./benchmark.ts";

/** What one benchmark found, as it is kept in `docs/benchmarks.json`. */
export interface Finding {
  readonly title: string;
  readonly method: string;
  /** ISO day. */
  readonly day: string;
  readonly machine: string;
  /** Fewer rounds than the published figures have. */
  readonly isQuick: boolean;
  /** Why it did not run; its rows are empty then. */
  readonly skipped?: string;
  readonly rows: readonly Row[];
}

/** The findings by name; a run of one benchmark replaces only its own. */
export type Findings = Readonly<Record<string, Finding>>;

/** Puts a date and a machine to what a benchmark found. */
export function createFinding(
  { title, method }: Benchmark,
  found: { rows: readonly Row[]; isQuick: boolean; skipped?: string },
): Finding {
  const [processor] = cpus();
  const machine = `${cpus().length} x ${processor?.model.trim() ?? "unknown processor"}, ${process.platform}, Node ${process.versions.node}`;
  return { title, method, day: new Date().toISOString().slice(0, 10), machine, ...found };
}

/** The whole report as Markdown. */
export function renderReport(findings: Findings): string {
  const parts = Object.entries(findings).map(([name, finding]) => renderFinding(name, finding));
  return `${[head, ...parts].join("\n\n")}\n`;
}

const head = `# Benchmarks

Written by \`pnpm bench\`; the same figures for programs are in [benchmarks.json](benchmarks.json). Every figure stands
beside a peer's of the same run on the same machine, in turns with it. A ratio is the median over the rounds, with the
quartiles of single rounds in brackets; counts and sizes have none, they are the same in every run.`;

/** One benchmark's section. */
export function renderFinding(name: string, finding: Finding): string {
  const { title, method, day, machine, isQuick, skipped, rows } = finding;
  const about = `${method}\n\n\`pnpm bench ${name}\`, ${day}, ${machine}${isQuick ? ", few rounds" : ""}.`;
  if (skipped !== undefined) return `## ${title}\n\n${about}\n\nSkipped: ${skipped}.`;
  const lines = rows.map((row) => `| ${renderCells(row).join(" | ")} |`);
  return `## ${title}\n\n${about}\n\n| | ours | peer | ratio | bar | |\n|---|--:|--:|--:|--:|---|\n${lines.join("\n")}`;
}

function renderCells(row: Row): string[] {
  const { measure, unit, ours, peer, ratio, bar } = row;
  const amount = (value: number): string => `${formatNumber(value)}${unit === "" ? "" : ` ${unit}`}`;
  const spread = ratio !== undefined && ratio.lower !== ratio.upper;
  return [
    measure,
    amount(ours),
    peer === undefined ? "" : `${peer.name} ${amount(peer.value)}`,
    ratio === undefined
      ? ""
      : `${formatNumber(ratio.median)}${spread ? ` (${formatNumber(ratio.lower)}–${formatNumber(ratio.upper)})` : ""}`,
    bar === undefined ? "" : renderBar(row, amount),
    bar === undefined ? "" : isMet(row) ? "met" : "**missed**",
  ];
}

function renderBar({ bar }: Row, amount: (value: number) => string): string {
  const show = bar?.on === "ratio" ? formatNumber : amount;
  const { atLeast, atMost } = bar ?? {};
  if (atLeast !== undefined && atLeast === atMost) return show(atLeast);
  return [atLeast === undefined ? "" : `≥ ${show(atLeast)}`, atMost === undefined ? "" : `≤ ${show(atMost)}`].join("");
}

const numbers = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** Three digits of what varies, all of what is counted. */
function formatNumber(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : numbers.format(value);
}
