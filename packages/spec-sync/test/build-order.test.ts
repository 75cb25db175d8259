import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, asyncProperty, integer } from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "@just-one/document";
import { buildDocument } from "./support/build-document.ts";
import { createRandom, shuffleJson } from "./support/shuffle-json.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

async function readJson(path: string): Promise<JsonValue> {
  const value: JsonValue = JSON.parse(await readFile(path, "utf8"));
  return value;
}

const seed = await readJson(fileURLToPath(new URL("../../../openapi/just-one-api.json", import.meta.url)));

async function buildTexts(document: JsonValue): Promise<Record<string, string>> {
  const { openapi, schema, operations, catalog } = await buildDocument(document);
  return { openapi, schema, operations, catalog };
}

test("the same document gives the same bytes", async () => {
  expect(await buildTexts(seed)).toEqual(await buildTexts(seed));
});

test("a reordered document gives the same bytes", async () => {
  const expected = await buildTexts(seed);
  await assert(
    asyncProperty(integer(), async (number) => {
      expect(await buildTexts(shuffleJson(seed, createRandom(number)))).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

describe.skipIf(!hasVendorFolder)("with the vendor's documents (JUST_ONE_VENDOR_DIR)", () => {
  test("the whole document gives the same bytes in another order", async () => {
    const document = await readJson(join(vendorFolder, "openapi.json"));
    const expected = await buildTexts(document);
    const shuffled = await buildTexts(shuffleJson(document, createRandom(7)));
    // Compared by name: a difference of megabytes helps nobody.
    expect(Object.keys(expected).filter((name) => shuffled[name] !== expected[name])).toEqual([]);
  });
});
