import { expect, test } from "vitest";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { parseDocument } from "../src/document/read-document.ts";
import { hashStructure } from "../src/lock/hash-structure.ts";
import { buildOutputs } from "../src/build/build-outputs.ts";
import { noTombstones } from "../src/tombstones/read-tombstones.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const id = "7048929565493690398";

/** A document that holds a long integer wherever one may stand. */
function createText(max: string): string {
  const schema = { type: "integer", format: "int64", minimum: "ID", maximum: "MAX", default: "ID", example: "ID" };
  const parameters = [{ name: "id", in: "query", schema, example: "ID", "x-seen": ["ID"] }];
  const both = { allOf: [schema, { maximum: "MAX" }, { maximum: 9 }] };
  const Result = { type: "object", properties: { code: { type: "integer" }, data: { properties: { id: both } } } };
  const paths = { "/a": { get: createTinyOperation({ parameters }) } };
  const text = JSON.stringify(createTinyDocument({ paths, components: { schemas: { Result } } }));
  return text.replaceAll('"ID"', id).replaceAll('"MAX"', max);
}

const read = (text: string): ReturnType<typeof parseDocument> =>
  parseDocument(text, { file: "document.json", keywords: "strict" });

test("a build keeps the integers of the document whole", async () => {
  const file = read(createText("9223372036854775807"));
  const outputs = await buildOutputs({
    file,
    tombstones: noTombstones,
    overlays: [],
    examples: new Map(),
    chinese: {},
  });
  expect(outputs.openapi.match(/\d{16,}/gu)?.toSorted()).toEqual(
    createText("9223372036854775807")
      .match(/\d{16,}/gu)
      ?.toSorted(),
  );
  expect(outputs.operations).toContain(`assumes ${id} when omitted`);
  for (const text of [outputs.schema, outputs.operations, outputs.catalog, outputs.validators]) {
    expect(text).not.toMatch(/7048929565493690[^3]|70489295654936904/u);
  }
});

test("two integers that a number takes for one are a change", () => {
  const [one, other] = [read(createText("9223372036854775807")), read(createText("9223372036854775806"))];
  expect(diffDocuments(one.document, other.document).changes.map(({ kind }) => kind)).toContain(
    "req-constraint-changed",
  );
  expect(diffDocuments(one.document, read(one.text).document).level).toBe("none");
  expect(hashStructure(one.document)).not.toBe(hashStructure(other.document));
});
