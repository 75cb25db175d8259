import { expect, test } from "vitest";
import { scoreMutants } from "../src/mutation/score-mutants.ts";

const mutants = (...statuses: string[]): { mutants: { status: string }[] } => ({
  mutants: statuses.map((status) => ({ status })),
});

test("a mutant that runs for ever is noticed, one that no test reaches is not, and one that fails to run counts nowhere", () => {
  const rows = scoreMutants({
    files: { "src/b/one.ts": mutants("Killed", "Timeout", "NoCoverage", "Survived", "CompileError", "Ignored") },
  });
  expect(rows.map(({ measure, ours }) => [measure, ours])).toEqual([
    ["core, of 4 mutants", 50],
    ["src/b, of 4 mutants", 50],
  ]);
});

test("the bar is for all files together, and folders follow by name", () => {
  const rows = scoreMutants({
    files: {
      "src/b/one.ts": mutants("Killed"),
      "src/a/one.ts": mutants("Survived"),
      "src/a/two.ts": mutants("Killed", "Killed"),
      "src/types.ts": mutants(),
    },
  });
  expect(rows).toEqual([
    { measure: "core, of 4 mutants", unit: "%", ours: 75, bar: { on: "ours", atLeast: 90 } },
    { measure: "src/a, of 3 mutants", unit: "%", ours: 200 / 3 },
    { measure: "src/b, of 1 mutants", unit: "%", ours: 100 },
  ]);
});
