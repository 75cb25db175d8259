import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dropEmoji, hiddenCharacters, holdsCommand, hostileTexts } from "@just-one/encoders/hostile";
import { describe, expect, test } from "vitest";
import { refuseForeignCode } from "../src/build/refuse-foreign-code.ts";
import { diffDocuments } from "../src/diff/diff-documents.ts";
import { formatJson } from "../src/diff/report/format-json.ts";
import { formatMarkdown } from "../src/diff/report/format-markdown.ts";
import { formatText } from "../src/diff/report/format-text.ts";
import type { JsonObject, JsonValue } from "@just-one/document";
import { parseDocument } from "../src/document/read-document.ts";
import { formatImpact, showImpact } from "../src/impact/format-impact.ts";
import { formatSummary } from "../src/update/format-summary.ts";
import { planChangesets } from "../src/update/plan-changesets.ts";
import { answerExample, startExampleServer } from "./examples-support.ts";
import { buildDocument, loadCatalog, loadProse, loadValidators } from "./support/build-document.ts";
import { runSpec } from "./support/run-spec.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";
import { typeCheck } from "./support/type-check.ts";

const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const names = new Set(hostileTexts.filter((text) => text !== "" && !/[%{}]/u.test(text) && !holdsHidden(text)));

function holdsHidden(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** Puts a text wherever a document may hold it, and into every name where it may be one. */
function createOperation(text: string, name: string): JsonObject {
  const field = { type: "string", title: text, description: text, default: text, example: text, enum: [name] };
  return createTinyOperation({
    summary: text,
    description: text,
    operationId: text,
    tags: [text],
    "x-search-aliases": [text],
    "x-api-version": text,
    parameters: [{ name, in: "query", description: text, example: text, schema: field }],
    responses: {
      "200": {
        description: text,
        content: {
          "application/json": {
            schema: {
              description: text,
              properties: { data: { $ref: `#/components/schemas/${encodeURIComponent(name.replaceAll("/", "~1"))}` } },
            },
          },
        },
      },
    },
    requestBody: {
      description: text,
      content: {
        "application/x-www-form-urlencoded": { schema: { type: "object", properties: { [`${name} `]: field } } },
      },
    },
  });
}

function createHostileDocument(texts: readonly string[]): JsonObject {
  const entries = texts.map((text, index) => ({ text, index, name: names.has(text) ? text : `n${index}` }));
  return createTinyDocument({
    tags: texts.map((text) => ({ name: text, description: text, "x-platform-aliases": [text] })),
    paths: Object.fromEntries(
      entries.map(({ text, index, name }) => [`/api/${index}/${name}`, { post: createOperation(text, name) }]),
    ),
    components: {
      schemas: Object.fromEntries(
        entries.map(({ text, name }) => [
          name,
          {
            type: "object",
            title: text,
            description: text,
            required: [name],
            properties: { [name]: { enum: [name] } },
          },
        ]),
      ),
    },
  });
}

describe("what is generated", () => {
  test("does nothing, compiles, and says exactly what stood at each place", async () => {
    const outputs = await buildDocument(createHostileDocument(hostileTexts));
    const folder = await makeTemporaryFolder();
    for (const name of ["schema", "operations", "catalog", "prose", "validators"] as const) {
      expect(outputs[name]).not.toMatch(hidden);
      expect(outputs[name]).not.toMatch(/\/[/*][#@]\s*sourceMappingURL/u);
      const file = join(folder, `${name}.ts`);
      await writeFile(file, outputs[name]);
      await import(/* @vite-ignore */ pathToFileURL(file).href);
    }
    expect(globalThis).not.toHaveProperty("hacked");
    expect(await typeCheck(folder)).toEqual([]);
    await loadValidators(outputs.validators);
    const { catalog } = await loadCatalog(outputs.catalog);
    const prose = await loadProse(outputs.prose);
    const told = new Map(prose.operations.map((each) => [each.operation, each]));
    for (const entry of catalog) {
      const index = Number(entry.path.split("/")[2]);
      const text = hostileTexts[index] ?? "";
      const { platform, aliases, summary } = told.get(entry.operation) ?? {};
      expect([platform, aliases]).toEqual([text, [text]]);
      expect(summary).toBe(text === "" ? entry.operation : text);
      const name = names.has(text) ? text : `n${index}`;
      expect(entry.parameters.map((one) => one.name)).toContain(name);
    }
  });

  test("goes through a gate that names file, line and what it found, whatever the writers did", async () => {
    const outputs = await buildDocument(createTinyDocument({ paths: { "/a": { get: createTinyOperation() } } }));
    expect(() => refuseForeignCode(outputs)).not.toThrow();
    for (const name of ["schema", "operations", "catalog", "prose", "validators"] as const) {
      const line = outputs[name].split("\n").length;
      const tampered = { ...outputs, [name]: `${outputs[name]}Reflect.set(globalThis, "hacked", true);\n` };
      expect(() => refuseForeignCode(tampered)).toThrow(
        new RegExp(String.raw`^${name}\.ts:${line}:1: would hold .Reflect\.set`, "u"),
      );
      expect(() => refuseForeignCode({ ...outputs, [name]: `hacked();\n${outputs[name]}` })).toThrow(
        /another beginning/u,
      );
    }
  });
});

describe("at the door", () => {
  const places: readonly [string, RegExp, (text: string) => JsonValue][] = [
    [
      "a path",
      /\/paths\//u,
      (text) => createTinyDocument({ paths: { [`/a${text}b`]: { get: createTinyOperation() } } }),
    ],
    ["a parameter", /\/parameters\/0\/name/u, (text) => withParameter({ name: `a${text}b`, in: "query" })],
    ["an enum", /\/enum\/0/u, (text) => withParameter({ name: "a", in: "query", schema: { enum: [`a${text}b`] } })],
    ["a constant", /\/const/u, (text) => withParameter({ name: "a", in: "query", schema: { const: `a${text}b` } })],
    ["a schema", /\/components\/schemas\//u, (text) => withSchemas({ [`a${text}b`]: {} })],
    ["a property", /\/properties\//u, (text) => withSchemas({ A: { properties: { [`a${text}b`]: {} } } })],
    ["a required name", /\/required\/0/u, (text) => withSchemas({ A: { required: [`a${text}b`] } })],
    [
      "an enum of a property",
      /\/enum\/0/u,
      (text) => withSchemas({ A: { properties: { a: { enum: [`a${text}b`] } } } }),
    ],
  ];
  const characters = hiddenCharacters.filter((character) => !/[\u00AD\uD800-\uDFFF]/.test(character));

  test.each(places)("%s with anything hidden is refused by its place, in every verb", async (_name, place, create) => {
    for (const character of characters) {
      await expect(buildDocument(create(character))).rejects.toThrow(
        /^document\.json:\d+:\d+: .* holds U\+[0-9A-F]{4,6},/u,
      );
      await expect(buildDocument(create(character))).rejects.toThrow(place);
    }
    await expect(buildDocument(create("🙂 中文"))).resolves.toBeDefined();
  });

  test.each(["1e400", "-1e400", "[1e999]", "12345678901234567890", "-9007199254740993"])(
    "%s is no value of a list",
    (number) => {
      for (const create of [withParameter, (schema: JsonObject) => withSchemas({ A: schema })]) {
        const text = JSON.stringify(create({ name: "a", in: "query", schema: { enum: ["N"] }, enum: ["N"] }));
        const parse = (): unknown =>
          parseDocument(text.replaceAll('"N"', number), { file: "document.json", keywords: "tolerant" });
        const check = (): unknown =>
          parseDocument(text.replace(',"enum":["N"]}', "}").replaceAll('"N"', number), {
            file: "document.json",
            keywords: "strict",
          });
        expect(/e/u.test(number) ? parse : check).toThrow(/^document\.json:\d+:\d+: .*(?:number|schema)/u);
      }
    },
  );

  test("numbers that can be held come out as they are, and compile", async () => {
    const values = [0, -5, 1.5, -1e-7, 9_007_199_254_740_991];
    const schema = { enum: values, default: -5 };
    const outputs = await buildDocument(withParameter({ name: "a", in: "query", schema }));
    const folder = await makeTemporaryFolder();
    for (const name of ["schema", "operations", "catalog"] as const)
      await writeFile(join(folder, `${name}.ts`), outputs[name]);
    expect(await typeCheck(folder)).toEqual([]);
    const { catalog } = await loadCatalog(outputs.catalog);
    expect(new Set(catalog[0]?.parameters[0]?.enum)).toEqual(new Set(values));
  });
});

function withParameter(parameter: JsonObject): JsonObject {
  const { enum: _values, ...rest } = parameter;
  return createTinyDocument({ paths: { "/a": { get: createTinyOperation({ parameters: [rest] }) } } });
}

function withSchemas(schemas: JsonObject): JsonObject {
  return createTinyDocument({ components: { schemas: { Result: {}, ...schemas } } });
}

/** What a reader of Markdown still reads as Markdown: without code, as CommonMark finds it, and without what is escaped. */
function readMarkup(line: string): string {
  let rest = line;
  let markup = "";
  for (let run = /`+/u.exec(rest); run !== null; run = /`+/u.exec(rest)) {
    const [fence] = run;
    markup += rest.slice(0, run.index);
    rest = rest.slice(run.index + fence.length);
    const end = new RegExp(`(?<!\`)\`{${fence.length}}(?!\`)`, "u").exec(rest);
    if (end === null) markup += fence;
    else rest = rest.slice(end.index + fence.length);
  }
  return (markup + rest).replaceAll(/\\[^\w\s]/gu, "");
}

function read(value: JsonValue): ReturnType<typeof parseDocument>["document"] {
  return parseDocument(JSON.stringify(value), { file: "document.json", keywords: "tolerant" }).document;
}

describe.each(hostileTexts.map((text) => [text]))("with %j in an update", (text) => {
  const operation = (fields: JsonObject): JsonObject => createTinyOperation({ tags: [text], ...fields });
  const before = createTinyDocument({ paths: { "/gone": { get: operation({}) }, "/a": { get: operation({}) } } });
  const after = createTinyDocument({
    paths: {
      [`/${text}`]: { get: operation({}) },
      "/a": {
        get: operation({
          summary: text,
          parameters: [{ name: `p${text}`, in: "query", required: true, schema: { enum: [text], default: text } }],
        }),
      },
    },
    components: { schemas: { Result: { properties: { [text]: { const: text } } } } },
  });
  const diff = diffDocuments(read(before), read(after));
  const impacts = [{ consumer: "apps/cli", verdict: "broken" as const, because: [`GET /${text} query.${text}`, text] }];
  const story = { diff, tombstones: [], known: [], swept: [], impacts };

  test("pages keep it in its quotes", () => {
    const changesets = planChangesets(story, { folder: "x", texts: [] }).map((file) => file.text);
    for (const page of [formatMarkdown(diff), formatSummary(story), formatImpact(impacts), ...changesets]) {
      expect(page).not.toMatch(hidden);
      expect(holdsCommand(page)).toBe(false);
      for (const line of page.replace(/^---\n"@just-one\/\w+": \w+\n---\n/u, "").split("\n")) {
        expect(readMarkup(line)).not.toMatch(/[`@<>[\]]|!\(|#\d|\bGH-\d|www\.|:\/\//u);
        expect(line).toMatch(/^(?:$|\*\*|#{2,3} \S|- \S| {2}- \S|The vendor's document changed\.|What changed, )/u);
      }
    }
  });

  test("terminals and programs get it as text", () => {
    for (const shown of [formatText(diff), showImpact(impacts), formatJson(diff, impacts)]) {
      expect(dropEmoji(shown)).not.toMatch(hidden);
      expect(holdsCommand(shown)).toBe(false);
    }
    expect(JSON.parse(formatJson(diff, impacts))).toMatchObject({ impact: impacts });
  });
});

describe("the command", () => {
  const path = "/api/a\u009B31m\u202E\u2028::error::x##[error]";

  test("prints no name that moves, hides or commands", async () => {
    const folder = await makeTemporaryFolder();
    const [one, other] = [join(folder, "one.json"), join(folder, "other.json")];
    await writeFile(one, JSON.stringify(createTinyDocument({})));
    await writeFile(other, JSON.stringify(createTinyDocument({ paths: { [path]: { get: createTinyOperation() } } })));
    const examples = await startExampleServer({
      [path]: answerExample({ data: 1 }, { checkedAt: "\u009B::error::\u202E" }),
    });
    const runs = await Promise.all([
      runSpec(["diff", one, other]),
      runSpec(["diff", one, other, "--format", "markdown"]),
      runSpec(["diff", one, other, "--format", "json"]),
      runSpec(["build", "--document", other, "--out", folder]),
      runSpec([
        "examples",
        "--all",
        "--document",
        other,
        "--output",
        folder,
        "--base-url",
        examples.url,
        "--interval",
        "1",
      ]),
      runSpec(["examples", `GET ${path}`]),
      runSpec([path]),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 1, 0, 1, 1]);
    for (const { stdout, stderr } of runs) {
      expect(stdout + stderr).not.toMatch(hidden);
      expect(holdsCommand(stdout + stderr)).toBe(false);
    }
    expect(await readdir(folder)).not.toContain("catalog.ts");
  });

  test("has one way to write: nothing but tell.ts touches the streams", async () => {
    const source = fileURLToPath(new URL("../src", import.meta.url));
    const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith(".ts"));
    const writers = [];
    for (const file of files) {
      const text = await readFile(join(source, file), "utf8");
      if (/process\.std(?:out|err)\.write|console\./u.test(text)) writers.push(file.replaceAll("\\", "/"));
    }
    expect(writers.toSorted()).toEqual(["tell.ts"]);
  });
});
