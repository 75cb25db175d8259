import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject, OpenApiDocument } from "@just-one/document";
import { createRandom, respellAll, respellings } from "@just-one/document/respell";
import { smallDocuments } from "@just-one/document/small-documents";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { parseDocument } from "../src/document/read-document.ts";
import { buryRemoved } from "../src/tombstones/bury-removed.ts";
import { noTombstones } from "../src/tombstones/read-tombstones.ts";
import { buildDocument } from "./support/build-document.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

function read(document: JsonObject): OpenApiDocument {
  return parseDocument(JSON.stringify(document), { file: "document.json", keywords: "strict" }).document;
}

async function build(document: JsonObject): Promise<Record<string, string>> {
  const { schema, operations, catalog, validators } = await buildDocument(document);
  return { schema, operations, catalog, validators };
}

describe.each(Object.entries(smallDocuments))("%s, respelled", (_name, document) => {
  test("does not differ, and gives the same bytes", async () => {
    const expected = await build(document);
    for (let seed = 100; seed < 110; seed += 1) {
      const spelled = respellAll(document, createRandom(seed));
      expect(diffDocuments(read(document), read(spelled)).changes).toEqual([]);
      expect(diffDocuments(read(spelled), read(document)).changes).toEqual([]);
      expect(await build(spelled)).toEqual(expected);
    }
  });

  test("as YAML, with anchors and comments, does not differ either", async () => {
    const text = `# A comment.\n${stringify(document, { version: "1.2" })}`;
    const file = parseDocument(text, { file: "document.yaml", keywords: "strict" });
    expect(diffDocuments(read(document), file.document).changes).toEqual([]);
    expect(await build(JSON.parse(file.text))).toEqual(await build(document));
  });

  test("in another version of OpenAPI it differs by a patch", () => {
    const { changes } = diffDocuments(read(document), read({ ...document, openapi: "3.1.1" }));
    expect(changes).toMatchObject([{ kind: "document-version-changed", level: "patch" }]);
  });
});

describe.skipIf(!hasVendorFolder)("the vendor's whole document (JUST_ONE_VENDOR_DIR)", () => {
  test("does not differ from its respellings, which give the same bytes", async () => {
    const document: JsonObject = JSON.parse(await readFile(join(vendorFolder, "openapi.json"), "utf8"));
    for (const respell of Object.values(respellings)) {
      const spelled = respell(document, createRandom(2));
      const [before, after] = [read(document), read(spelled)];
      expect(diffDocuments(before, after).changes).toEqual([]);
      expect(buryRemoved({ before, after, existing: noTombstones, today: "2026-11-27" })).toEqual(noTombstones);
    }
    const [expected, spelled] = await Promise.all([build(document), build(respellAll(document, createRandom(3)))]);
    // Compared by name: a difference of megabytes helps nobody.
    expect(Object.keys(expected).filter((name) => spelled[name] !== expected[name])).toEqual([]);
  });
});
