import { expect } from "vitest";
import type { MatrixBooks } from "./answer-matrix.ts";
import { faults, type Row } from "./matrix.ts";

/** Holds what a runtime reports of each call against the server's books; `unseen` are faults that it hides from a client. */
export function expectMatrix(rows: readonly Row[], books: MatrixBooks, unseen: readonly string[] = []): void {
  expect(rows).toHaveLength(faults.length * 4);
  const report = rows.map((row) => {
    const arrived = books.arrived.get(row.id) ?? 0;
    const billed = books.billed.get(row.id) ?? 0;
    return { ...row, arrived, billed };
  });
  const more = report.filter(({ arrived, attempts, isLowerBound }) => arrived > attempts && !isLowerBound);
  const hidden = more.filter(({ id }) => unseen.some((fault) => id.startsWith(`${fault}-`)));
  expect(more, "more arrived than the client says").toEqual(hidden);
  const free = report.filter(({ billed, billing }) => billed > 0 && billing === "unbilled");
  expect(free, "what was paid for counts as free").toEqual([]);
  const tooOften = report.filter(({ billed, isLowerBound }) => billed > 1 && !isLowerBound);
  expect(tooOften, "what was paid for twice").toEqual([]);
}
