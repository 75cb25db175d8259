import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "@just-one/document";
import { diffDocuments } from "../../src/diff/diff-documents.ts";
import { aSchemaPair, values } from "./schema-pairs.ts";
import { createDocument } from "./slots.ts";

/**
 * A validator is the referee: unless a change is major, what callers sent before is still accepted, and what they read
 * now is nothing they were not ready for. The policy names the exceptions.
 */
const exceptions = new Set([
  // A new property may be given a type although any value went under its name before.
  "req-property-added",
  // Enums of replies stay open.
  "res-enum-value-added",
]);

const numRuns = Number(process.env["SOUNDNESS_RUNS"] ?? 100);

test("a request that was valid stays valid unless the change is major", () => {
  fc.assert(
    fc.property(aSchemaPair, ({ before, after }) => {
      const { level, changes } = diffDocuments(putInRequest(before), putInRequest(after));
      if (level === "major" || changes.some(({ kind }) => exceptions.has(kind))) return;
      expect(findValueOfFirstOnly(before, after)).toBeUndefined();
    }),
    { numRuns },
  );
});

test("a reply that is valid was valid before unless the change is major", () => {
  fc.assert(
    fc.property(aSchemaPair, ({ before, after }) => {
      const { level, changes } = diffDocuments(putInReply(before), putInReply(after));
      if (level === "major" || changes.some(({ kind }) => exceptions.has(kind))) return;
      expect(findValueOfFirstOnly(after, before)).toBeUndefined();
    }),
    { numRuns },
  );
});

test("schemas said not to differ let the same values through", () => {
  fc.assert(
    fc.property(aSchemaPair, ({ before, after }) => {
      if (diffDocuments(putInReply(before), putInReply(after)).level !== "none") return;
      expect(findValueOfFirstOnly(before, after)).toBeUndefined();
      expect(findValueOfFirstOnly(after, before)).toBeUndefined();
    }),
    { numRuns },
  );
});

function findValueOfFirstOnly(one: JsonValue, other: JsonValue): JsonValue | undefined {
  const [isValid, isValidToOther] = [compile(one), compile(other)];
  return values.find((value) => isValid(value) && !isValidToOther(value));
}

// One for all: each would compile the schema of schemas first.
const ajv = new Ajv2020({ strict: false, logger: false, addUsedSchema: false });

function compile(schema: JsonValue): (value: JsonValue) => boolean {
  const validate = ajv.compile(
    typeof schema === "boolean" || (typeof schema === "object" && schema !== null) ? schema : {},
  );
  return (value) => validate(value);
}

function putInRequest(schema: JsonValue): ReturnType<typeof createDocument> {
  return createDocument({ requestBody: { required: true, content: { "application/json": { schema } } } });
}

function putInReply(schema: JsonValue): ReturnType<typeof createDocument> {
  return createDocument({ responses: { 200: { description: "", content: { "application/json": { schema } } } } });
}
