import { readFileSync } from "node:fs";
import { join } from "node:path";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCatalog } from "../src/catalog/read-catalog.ts";
import { checkDocument } from "../src/check/check-document.ts";
import type { JsonObject } from "../src/json/json-value.ts";
import { normalizeDocument } from "../src/normal/normalize-document.ts";
import { writeDocument } from "../src/normal/write-document.ts";
import { createRandom, respellAll, respellings } from "./respell.ts";
import { smallDocuments } from "./small-documents.ts";

function write(document: JsonObject): string {
  const checked = checkDocument(structuredClone(document), {
    file: "document.json",
    keywords: "strict",
    isFinal: true,
  });
  return JSON.stringify(
    { ...writeDocument(normalizeDocument(checked)).document, catalog: readCatalog(checked) },
    null,
    1,
  );
}

describe.each(Object.entries(smallDocuments))("%s", (_name, document) => {
  const expected = write(document);

  test.each(Object.entries(respellings))("is the same with %s", (_how, respell) => {
    for (let seed = 0; seed < 10; seed += 1) expect(write(respell(document, createRandom(seed)))).toBe(expected);
  });

  test("is the same with all of that at once, and twice", () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const random = createRandom(seed);
      const spelled = respellAll(document, random);
      expect(write(spelled)).toBe(expected);
      expect(write(respellAll(spelled, random))).toBe(expected);
    }
  });

  test("written back and read again, it is the same", () => {
    const written = writeDocument(normalizeDocument(document)).document;
    expect(JSON.stringify(writeDocument(normalizeDocument(written)).document)).toBe(JSON.stringify(written));
  });
});

const vendorFile = join(
  process.env["JUST_ONE_VENDOR_DIR"] ?? join(import.meta.dirname, "../../../../shared/vendor"),
  "openapi.json",
);

describe.skipIf(!existsSync(vendorFile))("the vendor's whole document (JUST_ONE_VENDOR_DIR)", () => {
  test.each([...Object.entries(respellings), ["all of that at once", respellAll] as const])(
    "is the same with %s",
    (_how, respell) => {
      const document: JsonObject = JSON.parse(readFileSync(vendorFile, "utf8"));
      expect(write(respell(document, createRandom(1))) === write(document)).toBe(true);
    },
  );
});
