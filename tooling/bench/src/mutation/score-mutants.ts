import type { Bar, Row } from "../benchmark.ts";

/** The part of Stryker's report (mutation-testing-report-schema) that a score needs. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

/** The score of all files, which the bar is for, and of each folder; mutants that do not compile or run count nowhere. */
export function scoreMutants({ files }: MutationReport): readonly Row[] {
  const folders = new Map<string, string[]>();
  for (const [file, { mutants }] of Object.entries(files)) {
    const folder = file.split("/").slice(0, -1).join("/");
    const statuses = folders.get(folder) ?? [];
    folders.set(folder, [...statuses, ...mutants.map(({ status }) => status)]);
  }
  const sorted = [...folders].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...score("core", [...folders.values()].flat(), { on: "ours", atLeast: 90 }),
    ...sorted.flatMap(([folder, statuses]) => score(folder, statuses)),
  ];
}

/** One row, or none for files without anything to change. */
function score(name: string, statuses: readonly string[], bar?: Bar): Row[] {
  const killed = statuses.filter((status) => status === "Killed" || status === "Timeout").length;
  const missed = statuses.filter((status) => status === "Survived" || status === "NoCoverage").length;
  const total = killed + missed;
  if (total === 0) return [];
  const measure = `${name}, of ${total} mutants`;
  return [{ measure, unit: "%", ours: (100 * killed) / total, ...(bar === undefined ? {} : { bar }) }];
}
