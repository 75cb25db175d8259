import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { assert, asyncProperty, constantFrom, jsonValue, nat, oneof } from "fast-check";
import { expect, test } from "vitest";
import { DocumentError, isJsonObject, type JsonValue } from "@just-one/document";
import { buildDocument } from "./support/build-document.ts";

const seed: JsonValue = JSON.parse(
  await readFile(fileURLToPath(new URL("../../../openapi/dist/openapi.json", import.meta.url)), "utf8"),
);

/** Values that OpenAPI gives a meaning to, beside any others. */
const damages = oneof(
  jsonValue().map((value): JsonValue => JSON.parse(JSON.stringify(value))),
  constantFrom<JsonValue>(
    { $ref: "#/components/schemas/Result" },
    { $ref: "#/paths" },
    { $ref: "#/" },
    { type: "object", properties: { data: { $ref: "#/components/schemas/Result" } } },
    [{ name: "token", in: "path" }],
    { "application/x-www-form-urlencoded": { schema: true } },
    "",
    -0,
  ),
);

/** Lists every value of a document with the way to replace it. */
function listPlaces(
  value: JsonValue,
  replace: (value: JsonValue) => void,
  found: ((value: JsonValue) => void)[],
): void {
  found.push(replace);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) listPlaces(item, (other) => (value[index] = other), found);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) listPlaces(item, (other) => (value[key] = other), found);
  }
}

test("a document damaged anywhere is either built or refused in one sentence, never a crash", async () => {
  await assert(
    asyncProperty(nat(), damages, async (number, damage) => {
      let document = structuredClone(seed);
      const places: ((value: JsonValue) => void)[] = [];
      listPlaces(document, (other) => (document = other), places);
      places[number % places.length]?.(damage);
      const problem: unknown = await buildDocument(document).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (problem === undefined) return;
      expect(problem).toBeInstanceOf(DocumentError);
      // What a crash says when somebody catches it.
      expect(problem instanceof Error ? problem.message : problem).not.toMatch(
        /Cannot read|is not a function|is not iterable|undefined|call stack|\[object/u,
      );
    }),
    { numRuns: 300 },
  );
});
