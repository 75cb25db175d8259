import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { type Kind, policy } from "../../src/diff/policy.ts";
import { createBase } from "./base-document.ts";
import { operationCases } from "./operation-cases.ts";
import { schemaCases } from "./schema-cases.ts";
import { slots } from "./slots.ts";

describe("when", () => {
  test.each(operationCases)("$name", ({ edit, level, kinds }) => {
    const after = createBase();
    edit(after);
    const diff = diffDocuments(createBase(), after);
    expect([diff.level, [...new Set(diff.changes.map(({ kind }) => kind))].toSorted()]).toEqual([
      level,
      kinds.toSorted(),
    ]);
  });
});

test("every row of the policy is met by a case", () => {
  const met = new Set<Kind>();
  const note = (diff: ReturnType<typeof diffDocuments>): void => diff.changes.forEach(({ kind }) => met.add(kind));
  for (const { edit } of operationCases) {
    const after = createBase();
    edit(after);
    note(diffDocuments(createBase(), after));
    note(diffDocuments(after, createBase()));
  }
  for (const { put } of slots) {
    for (const { before, after } of schemaCases) note(diffDocuments(put(before), put(after)));
  }
  expect(policy.map(([kind]) => kind).filter((kind) => !met.has(kind))).toEqual([]);
});
