import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { diffDocuments, type DocumentDiff } from "../../src/diff/diff-documents.ts";
import type { Level } from "../../src/diff/level.ts";
import { hasVendorFolder, vendorFolder } from "../support/vendor-folder.ts";

interface Step {
  from: string;
  to: string;
  level: Level;
  breaking: Record<string, number>;
  additive: Record<string, number>;
}

describe.skipIf(!hasVendorFolder)("over the vendor's published states (JUST_ONE_VENDOR_DIR)", () => {
  test.each(hasVendorFolder ? Object.entries(readVendor<Record<string, Level>>("mutations/expected.json")) : [])(
    "the change %s is %s",
    (name, level) => {
      const [before, after] = ["before", "after"].map((side) =>
        readVendor<JsonObject>(`mutations/${name}.${side}.json`),
      );
      expect(diffDocuments(before ?? {}, after ?? {}).level).toBe(level);
    },
  );

  test.each(hasVendorFolder ? readVendor<Step[]>("history/expected.json") : [])(
    "the step $from to $to is $level, change by change",
    ({ from, to, level, breaking, additive }) => {
      const diff = diffDocuments(readVendor(`history/${from}`), readVendor(`history/${to}`));
      expect(diff.level).toBe(level);
      expect(countKinds(diff)).toEqual({ ...breaking, ...additive });
    },
  );

  test("a step takes less than 3 s of a processor", () => {
    const steps = readVendor<Step[]>("history/expected.json");
    const pairs = steps.map(({ from, to }) => [
      readVendor<JsonObject>(`history/${from}`),
      readVendor<JsonObject>(`history/${to}`),
    ]);
    const start = process.cpuUsage();
    for (const [before = {}, after = {}] of pairs) diffDocuments(before, after);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000 / pairs.length).toBeLessThan(3_000);
  });
});

/**
 * Counts the changes from minor on the way the expectations do: a move is the removal of one thing and the addition of
 * another, and what else changed along with it is not counted.
 */
function countKinds({ changes }: DocumentDiff): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (kind: string): void => void (counts[kind] = (counts[kind] ?? 0) + 1);
  const moved = new Set(
    changes.filter(({ kind }) => kind === "operation-method-changed").map(({ operation }) => operation),
  );
  for (const { kind, level, operation, where } of changes) {
    if (level === "patch" || kind === "operation-undeprecated") continue;
    if (kind === "operation-method-changed") ["operation-removed", "operation-added"].forEach(count);
    else if (moved.has(operation)) continue;
    else if (kind === "parameter-renamed") ["parameter-removed", "optional-parameter-added"].forEach(count);
    else if (kind === "req-default-changed" && isRenamed(changes, { operation, where })) continue;
    else count(kind);
  }
  return counts;
}

function isRenamed(changes: DocumentDiff["changes"], at: { operation: string; where: string }): boolean {
  return changes.some(
    ({ kind, operation, where }) =>
      kind === "parameter-renamed" && operation === at.operation && at.where.startsWith(`${where}#`),
  );
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the shape of a file of test data, once
function readVendor<T>(file: string): T {
  // The files are data for tests; what is read from them is compared, never trusted.
  return JSON.parse(readFileSync(join(vendorFolder, file), "utf8")) as T;
}
