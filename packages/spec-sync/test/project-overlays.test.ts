import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  createReading,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  listOperations,
  normalizeDocument,
  type OpenApiDocument,
} from "@just-one/document";
import { readDocument } from "../src/document/read-document.ts";
import { applyOverlays } from "../src/overlay/apply-overlays.ts";
import { readOverlays } from "../src/overlay/read-overlays.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

const openapi = fileURLToPath(new URL("../../../openapi/", import.meta.url));
const seedOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/** Every business code with the HTTP status it comes with; 200 where that is unknown. */
const statusOfCode: Readonly<Record<string, readonly number[]>> = {
  "200": [0, 101, 202, 300, 301, 404, 601, 602],
  "400": [400],
  "401": [100],
  "403": [600],
  "429": [302, 303],
  "500": [500],
  "503": [503],
};

async function readOverlaid(file: string): Promise<OpenApiDocument> {
  const { document } = await readDocument(file, { keywords: "strict" });
  applyOverlays(document, await readOverlays(join(openapi, "overlays")));
  return document;
}

/** Lists the codes of the named examples of a reply, after its references. */
function listExampleCodes(document: OpenApiDocument, reply: JsonValue | undefined): number[] {
  const { references } = createReading(document);
  const { content } = isJsonObject(reply) ? references.resolve(reply).value : {};
  const codes: number[] = [];
  for (const mediaType of isJsonObject(content) ? Object.values(content) : []) {
    const examples = isJsonObject(mediaType) ? mediaType["examples"] : undefined;
    for (const [name, example] of Object.entries(isJsonObject(examples) ? examples : {})) {
      const { value } = isJsonObject(example) ? references.resolve(example).value : {};
      const code = isJsonObject(value) ? Number(value["code"]) : Number.NaN;
      expect(name).toBe(`code-${code}`);
      codes.push(code);
    }
  }
  return codes;
}

/** Lists the codes of an operation's examples by HTTP status. */
function listCodesByStatus(document: OpenApiDocument, operation: JsonObject): Record<string, number[]> {
  const responses = operation["responses"];
  const replies = Object.entries(isJsonObject(responses) ? responses : {});
  return Object.fromEntries(replies.map(([status, reply]) => [status, listExampleCodes(document, reply)]));
}

test("every operation has an example of each business code at the status it comes with", async () => {
  const document = await readOverlaid(join(openapi, "just-one-api.json"));
  for (const { operation } of listOperations(document))
    expect(listCodesByStatus(document, operation)).toEqual(statusOfCode);
});

test("the examples are those of the document's own list of codes", async () => {
  const document = await readOverlaid(join(openapi, "just-one-api.json"));
  const codes = normalizeDocument(document).operations.flatMap((operation) => operation.codes);
  expect(Object.values(statusOfCode).flat()).toHaveLength(codes.length);
  expect(Object.values(statusOfCode).flat()).toEqual(expect.arrayContaining(codes));
});

test("overlays applied twice change nothing more", async () => {
  const document = await readOverlaid(join(openapi, "just-one-api.json"));
  const once = structuredClone(document);
  applyOverlays(document, await readOverlays(join(openapi, "overlays")));
  expect(document).toEqual(once);
});

describe.skipIf(!hasVendorFolder)("with the vendor's documents (JUST_ONE_VENDOR_DIR)", () => {
  const history = hasVendorFolder
    ? readdirSync(join(vendorFolder, "history"))
        .filter((name) => /^\d/u.test(name))
        .map((name) => join(vendorFolder, "history", name))
    : [];

  test.each([join(vendorFolder, "openapi.json"), ...history].map((file) => [basename(file), file]))(
    "the project's overlays fit %s",
    async (_name, file) => {
      const document = await readOverlaid(file);
      const operations = listOperations(document);
      expect(operations.map(({ name }) => name)).toContain(seedOperation);
      for (const { operation } of operations) expect(listCodesByStatus(document, operation)).toEqual(statusOfCode);
    },
  );
});
