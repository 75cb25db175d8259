import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "@just-one/document";
import { buildDocument } from "./support/build-document.ts";
import { runSpec } from "./support/run-spec.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

const choice = { type: "object", properties: { kind: { type: "string", enum: ["a"] } } };

/** A document whose replies have `data` with these properties. */
function createReplies(properties: JsonObject): JsonObject {
  const schemas = { Result: { type: "object", properties: { data: { type: "object", properties } } } };
  return createTinyDocument({ paths: { "/a": { get: createTinyOperation() } }, components: { schemas } });
}

const schemas = { Result: choice, "5%": choice };

test.each<[what: string, document: JsonObject, place: string]>([
  ["property", createReplies({ "50%": choice }), "/components/schemas/Result/properties/data/properties/50%"],
  ["schema", createTinyDocument({ components: { schemas } }), "/components/schemas/5%"],
  ["path", createTinyDocument({ paths: { "/50%/a": { get: createTinyOperation() } } }), "/paths/~150%~1a"],
  [
    "parameter",
    createTinyDocument({
      paths: { "/a": { get: createTinyOperation({ parameters: [{ name: "50%", in: "query", schema: choice }] }) } },
    }),
    "/paths/~1a/get/parameters/0/name",
  ],
])("a %s whose % is no percent-encoding is named with its place", async (_what, document, place) => {
  await expect(buildDocument(document)).rejects.toThrow(`with overlays: ${place}: the % of "`);
});

test("an overlay can remove such a name", async () => {
  const folder = await makeTemporaryFolder();
  await writeFile(join(folder, "document.json"), JSON.stringify(createReplies({ "50%": choice, name: choice })));
  await writeFile(
    join(folder, "10-percent.overlay.yaml"),
    "overlay: 1.0.0\ninfo: { title: t, version: 1.0.0 }\nactions:\n" +
      "  - { target: \"$..properties['50%']\", description: no types can be made of it, remove: true }\n",
  );
  const args = [
    "build",
    "--document",
    join(folder, "document.json"),
    "--overlays",
    folder,
    "--out",
    join(folder, "out"),
  ];
  expect(await runSpec(args)).toMatchObject({ code: 0 });
});

test("a reference whose % is no percent-encoding is named with its place", async () => {
  const User = { $ref: "#/components/schemas/Map/patternProperties/^%$" };
  const document = createTinyDocument({
    components: { schemas: { Result: choice, Map: { patternProperties: { "^%$": choice } }, User } },
  });
  await expect(buildDocument(document)).rejects.toThrow('with overlays: /components/schemas/User/$ref: a % of "#/');
});

test("patterns, values and encoded names keep their %", async () => {
  const properties = { "50%25": choice, share: { type: "string", enum: ["50%"], default: "50%" } };
  const patterns = { type: "object", patternProperties: { "^[0-9]+%$": choice } };
  await expect(buildDocument(createReplies({ ...properties, patterns }))).resolves.toBeDefined();
});
