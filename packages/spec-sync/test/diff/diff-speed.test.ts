import { expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { createDocument } from "./slots.ts";

test("many large alternatives of which none stayed the same are told without holding each against each to its end", () => {
  const count = 60;
  const choose = (state: string): JsonObject => {
    const oneOf = Array.from({ length: count }, (_, index) => ({
      type: "object",
      properties: Object.fromEntries(
        Array.from({ length: count }, (_each, field) => [`field${field}of${index}${state}`, { type: "string" }]),
      ),
    }));
    const content = { "application/json": { schema: { oneOf } } };
    return createDocument({ responses: { 200: { description: "", content } } });
  };
  // Processor time, because other tests run at the same time; it took ten times as much.
  const before = process.cpuUsage();
  const { level, changes } = diffDocuments(choose("old"), choose("new"));
  const { user, system } = process.cpuUsage(before);
  expect({ level, told: changes.length }).toEqual({ level: "major", told: 2 * count * count });
  expect((user + system) / 1_000_000).toBeLessThan(5);
});
