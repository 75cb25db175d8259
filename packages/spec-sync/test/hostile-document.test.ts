import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "@just-one/document";
import { buildDocument, loadCatalog, loadProse, loadValidators } from "./support/build-document.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";
import { typeCheck } from "./support/type-check.ts";

/** Each would be code, or end what it stands in, if it were ever pasted in as it is. Names and values may be these. */
const attacks = [
  "*/ globalThis.hacked = true; /*",
  "`${globalThis.hacked = true}`",
  '"; globalThis.hacked = true; "',
  "'; globalThis.hacked = true; '",
  "\\",
  "\\u0022",
  "</script><script>globalThis.hacked = true</script>",
  "<!-- -->",
  "__proto__",
  "constructor",
  "toString",
  "@deprecated not really",
  "{@link hacked}",
  "import",
  "//# sourceMappingURL=http://127.0.0.1/",
  "🙂 中文",
];

/** What only prose may be: the door lets no name hold what cannot be seen. */
const proseAttacks = [
  ...attacks,
  "line\nbreak\r\nand \u2028 and \u2029 end",
  "\u0000\u0007\u001B[31m",
  ...["\u0000", "\u0001", "\u000B", "\u007F", "\u0085", "\u009B", "\u200B", "\u202E", "\uFEFF", "\u{E0001}"].map(
    (hidden) => `*${hidden}/ globalThis.hacked = true; /${hidden}*`,
  ),
  "*\n/ globalThis.hacked = true; /*",
  "**//**/ globalThis.hacked = true; /*",
];
const prose = proseAttacks.join(" ");

function createHostileDocument(): JsonObject {
  const paths: Record<string, JsonValue> = {};
  for (const [index, attack] of attacks.entries()) {
    // Braces would be a template and its absence is refused, which is right, but not what is tested here.
    paths[`/api/${index}/${attack.replaceAll(/[{}]/gu, "")}`] = {
      get: createTinyOperation({
        operationId: attack,
        summary: attack,
        description: `${attack}\n${prose}`,
        tags: [attack],
        "x-search-aliases": [attack],
        "x-api-version": attack,
        parameters: [
          {
            name: attack,
            in: "query",
            description: prose,
            schema: { type: "string", enum: attacks, default: prose },
          },
          {
            name: `${attack} too`,
            in: "query",
            required: true,
            schema: { type: "string", example: attack, pattern: attack },
          },
        ],
      }),
      post: createTinyOperation({
        summary: prose,
        operationId: `${attack}${prose}`,
        responses: createTypedResponses(attack),
        requestBody: {
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: Object.fromEntries(
                  attacks.map((name) => [name, { type: "string", description: prose, default: prose }]),
                ),
              },
            },
          },
        },
      }),
    };
  }
  return createTinyDocument({
    paths,
    tags: attacks.map((name) => ({ name, description: name, "x-platform-aliases": [name] })),
    components: {
      schemas: {
        ...Object.fromEntries(attacks.map((name) => [name, createHostileSchema(name)])),
        Result: {
          type: "object",
          description: proseAttacks.join("\n"),
          properties: {
            code: { enum: [0] },
            data: {},
            ...Object.fromEntries(attacks.map((name) => [name, { title: name }])),
          },
        },
      },
    },
  });
}

/** A schema that says everything with a hostile text. */
function createHostileSchema(name: string): JsonObject {
  return {
    type: "object",
    title: prose,
    description: prose,
    required: [name],
    properties: Object.fromEntries(attacks.map((attack) => [attack, { type: "string", enum: attacks }])),
    // JavaScript's patterns are not code, but some of them run for ever.
    patternProperties: { "^(a+)+$": { type: "string" } },
  };
}

/** A reply whose data has a hostile name. */
function createTypedResponses(name: string): JsonObject {
  const step = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
  const schema = { type: "object", properties: { data: { $ref: `#/components/schemas/${step}` } } };
  return { "200": { description: name, content: { "application/json": { schema } } } };
}

test("whatever a document says, what is generated from it compiles and does nothing", async () => {
  const outputs = await buildDocument(createHostileDocument());
  const folder = await makeTemporaryFolder();
  await Promise.all(
    (["schema", "operations", "catalog", "prose", "validators"] as const).map((name) =>
      writeFile(join(folder, `${name}.ts`), outputs[name]),
    ),
  );
  expect(await typeCheck(folder)).toEqual([]);
  await loadCatalog(outputs.catalog);
  await loadValidators(outputs.validators);
  expect(globalThis).not.toHaveProperty("hacked");
});

test("whatever a document says, catalog and prose say exactly that", async () => {
  const outputs = await buildDocument(createHostileDocument());
  const { catalog } = await loadCatalog(outputs.catalog);
  const { operations } = await loadProse(outputs.prose);
  const told = new Map(operations.map((each) => [each.operation, each]));
  const gets = catalog.filter(({ method }) => method === "GET");
  expect(gets.map(({ operation }) => told.get(operation)?.summary ?? "").toSorted()).toEqual(attacks.toSorted());
  for (const entry of gets) {
    const { summary = "", platform, aliases } = told.get(entry.operation) ?? {};
    expect(entry.path).toMatch(new RegExp(`^/api/${attacks.indexOf(summary)}/`, "u"));
    expect(platform).toBe(summary);
    expect(aliases).toEqual([summary]);
    expect(entry.parameters.map(({ name }) => name)).toEqual([`${summary} too`, summary]);
    expect(entry.parameters[1]?.enum?.toSorted()).toEqual(attacks.toSorted());
  }
  for (const entry of catalog.filter(({ method }) => method === "POST")) {
    expect(entry.parameters.map(({ name }) => name).toSorted()).toEqual(attacks.toSorted());
  }
});

test("nothing generated holds anything hidden, or a closing script tag in code", async () => {
  const outputs = await buildDocument(createHostileDocument());
  for (const text of [outputs.schema, outputs.operations, outputs.catalog, outputs.validators]) {
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
  expect(outputs.catalog.replaceAll(/\/\*[\s\S]*?\*\//gu, "")).not.toContain("</script");
});
