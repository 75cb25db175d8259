import { describe, expect, test } from "vitest";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { type Level, maxLevel } from "../../src/diff/level.ts";
import { schemaCases } from "./schema-cases.ts";
import { slots } from "./slots.ts";

describe.each(slots)("in $name", ({ put, directions }) => {
  test.each(schemaCases)("$name", ({ before, after, ...levels }) => {
    const diff = diffDocuments(put(before), put(after));
    const expected = directions.map((direction) => levels[direction]).reduce<Level>(maxLevel, "none");
    expect({ level: diff.level, changes: diff.changes }).toEqual({ level: expected, changes: diff.changes });
  });
});
