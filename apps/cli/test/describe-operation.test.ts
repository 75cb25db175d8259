import type { TerminalText } from "@just-one/encoders";
import { stripVTControlCharacters } from "node:util";
import type { OperationProse } from "@just-one/api";
import { describeOperations, type JsonObject, type JsonValue, normalizeDocument, toProse } from "@just-one/document";
import { catalog } from "@just-one/api/catalog";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { describeEntry } from "../src/operations/describe-entry.ts";
import { formatDescription } from "../src/operations/format-description.ts";
import { findOperation } from "../src/operations/find-operation.ts";
import { listReplyFields, type ReplyField } from "@just-one/finder";
import { runCli } from "./support/run-cli.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const entry = findOperation(catalog, operation);
const described = describeEntry(entry, undefined);

/** What a document says of its first operation; it may be none that is let in. */
function tell(document: JsonObject): OperationProse | undefined {
  return toProse(document, describeOperations(normalizeDocument(document))).operations[0];
}

/** The fields of a reply whose `data` has this schema. */
function describeData(data: JsonValue, schemas: JsonObject = {}): ReplyField[] {
  const schema = { allOf: [{ $ref: "#/components/schemas/Result" }, { properties: { data } }] };
  const responses = { "200": { content: { "*/*": { schema } } } };
  const components = { schemas: { Result: { properties: { code: {}, data: {} } }, ...schemas } };
  return listReplyFields(tell({ paths: { [entry.path]: { get: { responses } } }, components })?.reply);
}

test("prints parameters with their values, and every field of the reply with its unit", async () => {
  const { exitCode, stdout, stderr } = await runCli(["operations", "--describe", operation], { columns: 80 });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const plain = stripVTControlCharacters(stdout);
  expect(plain).toMatch(/^oAuthorId\* +string\n {4}\S/m); // the words below are the vendor's
  expect(plain).toContain("range       DAY_30 | DAY_90\n");
  expect(plain).toMatch(/data\.interact_rate\.value +integer\n/);
  expect(plain).toMatch(/data\.expect_cpm\.cpm_1_20 +string\n {4}For videos of 1 to 20 seconds\. Unit - fen/);
  const longest = Math.max(
    ...plain
      .split("\n")
      .slice(1)
      .map((line) => stringWidth(line)),
  );
  expect(longest).toBeLessThanOrEqual(80);
});

test("finds a parameter's words wherever a document may have them, and only for the operation's own parameters", () => {
  const names = ["own", "ofSchema", "ofPath", "referred", "inForm", "without"];
  const asked = {
    ...entry,
    parameters: names.map((name) => ({ name, in: "query", required: false, types: [] }) as const),
  };
  const document = {
    paths: {
      [entry.path]: {
        parameters: [
          { name: "ofPath", in: "query", description: "of the path" },
          { name: "own", in: "query", description: "overridden" },
        ],
        get: {
          parameters: [
            { name: "own", in: "query", description: "its own" },
            { name: "ofSchema", in: "query", schema: { $ref: "#/components/schemas/Text" } },
            { $ref: "#/components/parameters/a~1b" },
            { name: "__proto__", in: "query", description: "of another" },
          ],
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: { properties: { inForm: { description: "of the form" } } },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: { Text: { description: "of its schema" } },
      parameters: { "a/b": { name: "referred", in: "query", description: "of a component" } },
    },
  };
  expect(describeEntry(asked, tell(document)).parameters.map(({ description }) => description)).toEqual([
    "its own",
    "of its schema",
    "of the path",
    "of a component",
    "of the form",
    "",
  ]);
});

test("tells programs the same: the catalog's entry, and one row for each field", async () => {
  const { stdout } = await runCli(["operations", "--describe", operation]);
  const told = JSON.parse(stdout) as { reply: ReplyField[] };
  expect(told).toMatchObject({ operation, parameters: [{ name: "oAuthorId" }, {}, {}, {}, {}, {}] });
  expect(told.reply).toContainEqual({
    path: "data.expect_cpe",
    type: "object",
    description: "Expected cost per engagement. Proven.",
  });
  const csv = await runCli(["operations", "--describe", operation, "--format=csv"]);
  expect(csv.stdout.trim().split("\r\n")).toHaveLength(1 + told.reply.length);
});

test("refuses what is no operation, with what comes near", async () => {
  const { exitCode, stdout, stderr } = await runCli(["operations", "--describe", "get_author_spread_info"]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(operation);
});

test("goes into lists, maps and references, and tells them as the checks at run time do", () => {
  const fields = describeData(
    {
      type: ["object", "null"],
      properties: {
        list: { type: "array", items: { $ref: "#/components/schemas/Item" } },
        "odd name": { description: "anything" },
        byId: { type: "object", patternProperties: { "^\\d+$": { type: "number" } } },
      },
    },
    { Item: { type: "object", description: "of a list", properties: { id: { type: "string" } } } },
  );
  expect(fields.map(({ path, type, description }) => [path, type, description].join(": "))).toEqual([
    "data: null or object: ",
    "data.byId: object: ",
    "data.byId.*: number: ",
    "data.list: array: ",
    "data.list[*]: object: of a list",
    "data.list[*].id: string: ",
    'data["odd name"]: unknown: anything',
  ]);
});

test("ends where a schema holds itself, whatever its names are", () => {
  const node = JSON.parse(
    '{"properties":{"next":{"$ref":"#/components/schemas/Node"},"__proto__":{"properties":{"data":{"type":"null"}}}}}',
  ) as JsonObject;
  const fields = describeData({ $ref: "#/components/schemas/Node" }, { Node: node });
  expect(fields.length).toBeLessThanOrEqual(2000);
  expect(fields.map(({ path }) => path)).toContain("data.next.next.__proto__.data");
  expect(describeData({ $ref: "#/components/schemas/Loop" }, { Loop: { $ref: "#/components/schemas/Loop" } })).toEqual([
    { path: "data", type: "unknown", description: "" },
  ]);
});

const keep = (text: TerminalText): TerminalText => text;
const plainPaint = { bold: keep, dim: keep, green: keep, red: keep, yellow: keep };

test("says so where nobody has typed the reply, and lets no text draw on the terminal", () => {
  const style = { width: 40, paint: plainPaint };
  expect(formatDescription(described, describeData({}), style)).toContain("Reply\nunknown: ");
  const hostile = describeData({
    properties: { "\u001B[2J": { type: "\u202E", description: `\u001B[31m${"天".repeat(60)}\u0007` } },
  });
  const told = formatDescription({ ...described, summary: "\u001B]0;title\u0007" }, hostile, style);
  for (const control of ["\u001B", "\u0007", "\u202E"]) expect(told).not.toContain(control);
  const [, ...lines] = told.split("\n"); // the first is the operation's name, which is never broken
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
});

test("says what the vendor took away, and what calling it does", () => {
  const gone = { removed: "2026-11-01", deprecated: true };
  const [parameter, ...others] = described.parameters;
  if (parameter === undefined) throw new Error("the operation has no parameters");
  const style = { width: 200, paint: plainPaint };
  const told = formatDescription(
    { ...described, ...gone, parameters: [{ ...parameter, ...gone }, ...others] },
    [],
    style,
  );
  expect(told).toContain("removed by the vendor (missing since 2026-11-01); calling it fails · deprecated");
  expect(told).toMatch(/^oAuthorId +removed by the vendor \(missing since 2026-11-01\); passing it fails$/m);
});
