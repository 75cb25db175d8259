import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDocument, type JsonObject, type JsonValue } from "@just-one/document";
import { findStops } from "../../src/guards/find-stops.ts";
import type { GuardStop } from "../../src/guards/guard.ts";
import { set, take } from "../diff/edit-document.ts";
import { hasVendorFolder, vendorFolder } from "../support/vendor-folder.ts";

const operationCount = 100;

/** A document of 100 operations, three of them hidden, all wrapped in one envelope. */
function createMany(): JsonObject {
  const paths = Object.fromEntries(
    Array.from({ length: operationCount }, (_, index): [string, JsonObject] => [
      `/p${index}/v1`,
      {
        get: {
          ...(index < 3 ? { "x-docs-hidden": true } : {}),
          parameters: [
            { in: "query", name: "token", required: true, schema: { type: "string" } },
            { in: "query", name: "pageToken", schema: { type: "string" } },
          ],
          responses: {
            200: {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Result" } } },
            },
          },
        },
      },
    ]),
  );
  return {
    openapi: "3.1.0",
    info: { title: "Many", version: "1" },
    servers: [{ url: "https://one.example/base" }, { url: "http://127.0.0.1:30015" }],
    paths,
    components: {
      schemas: {
        Result: { type: "object", properties: { code: { type: "integer", enum: [0, 100] }, data: {} } },
      },
    },
  };
}

function stopsAfter(...edits: ((document: JsonObject) => void)[]): GuardStop[] {
  const after = createMany();
  for (const edit of edits) edit(after);
  return findStops({ before: toFile(createMany()), after: toFile(after) });
}

function toFile(value: JsonValue): Parameters<typeof findStops>[0]["before"] {
  const text = JSON.stringify(value);
  return { text, document: checkDocument(value, { file: "test.json", text, keywords: "tolerant" }) };
}

const remove =
  (...indices: number[]) =>
  (document: JsonObject): void => {
    for (const index of indices) take(document, `paths /p${index}/v1`);
  };

describe("a replacement passes", () => {
  test.each<[string, (document: JsonObject) => void]>([
    ["when nothing changed", () => undefined],
    ["when 3 of 100 operations are gone", remove(2, 3, 4)],
    ["when one operation moved to a new version", (d) => set(d, "paths /p9/v2", take(d, "paths /p9/v1"))],
    ["when words of the envelope changed", (d) => set(d, "components schemas Result description", "x")],
    [
      "when a server got another path or order",
      (d) => set(d, "servers", [{ url: "http://127.0.0.1:30015/x" }, { url: "https://one.example" }]),
    ],
    ["when a cursor named like a token moved", (d) => set(d, "paths /p9/v1 get parameters 1 in", "header")],
  ])("%s", (_name, edit) => {
    expect(stopsAfter(edit)).toEqual([]);
  });
});

describe("a replacement stops", () => {
  test.each<[string, (document: JsonObject) => void, GuardStop["guard"], number, string]>([
    [
      "when 4 of 100 operations are gone",
      remove(0, 5, 6, 7),
      "operations-gone",
      4,
      "4 of 100 operations are gone: GET /p0/v1, ",
    ],
    ["when only hidden operations are gone", remove(1, 2), "operations-gone", 2, "all of them hidden ones"],
    [
      "when a scheme changed",
      (d) => set(d, "servers 0 url", "http://one.example/base"),
      "servers-changed",
      2,
      "new: http://one.example",
    ],
    [
      "when a port changed",
      (d) => set(d, "servers 1 url", "http://127.0.0.1:1"),
      "servers-changed",
      2,
      "gone: http://127.0.0.1:30015",
    ],
    [
      "when one operation got a host of its own",
      (d) => set(d, "paths /p9/v1 get servers", [{ url: "https://two.example" }]),
      "servers-changed",
      1,
      "new: https://two.example",
    ],
    [
      "when the envelope got a code",
      (d) => set(d, "components schemas Result properties code enum", [0, 100, 101]),
      "envelope-changed",
      1,
      "code res-enum-value-added",
    ],
    [
      "when the envelope lost a field",
      (d) => void take(d, "components schemas Result properties data"),
      "envelope-changed",
      1,
      "data res-property-removed",
    ],
    [
      "when a token moved to a header",
      (d) => set(d, "paths /p9/v1 get parameters 0 in", "header"),
      "token-moved",
      1,
      "GET /p9/v1 (query -> header)",
    ],
    [
      "when a token is no longer asked for",
      (d) => void take(d, "paths /p9/v1 get parameters 0"),
      "token-moved",
      1,
      "GET /p9/v1 (query -> nowhere)",
    ],
    ["when a token moved with its operation", moveIntoForm, "token-moved", 1, "GET /p9/v1 (query -> body)"],
    [
      "when a parameter is gone for us and still stands in the document",
      (d) => {
        take(d, "paths /p9/v1 get parameters 1");
        const schema = { allOf: [{ $ref: "#/components/schemas/Cursor" }] };
        set(d, "components schemas Cursor", { properties: { pageToken: { type: "string" } } });
        set(d, "paths /p9/v1 get requestBody", { content: { "multipart/form-data": { schema } } });
      },
      "living-buried",
      1,
      "what still stands in the document would be buried, and then refused by the client: GET /p9/v1 (pageToken)",
    ],
  ])("%s", (_name, edit, guard, howMany, what) => {
    expect(stopsAfter(edit)).toEqual([
      { guard, howMany, what: expect.stringContaining(what), acceptFlag: `--accept-${guard}` },
    ]);
  });

  test("when fewer than half the bytes are left, besides what else that means", () => {
    const stops = stopsAfter(remove(...Array.from({ length: 60 }, (_, index) => index)));
    expect(stops.map(({ guard }) => guard)).toEqual(["operations-gone", "document-shrunk"]);
    expect(stops[1]?.what).toMatch(/^the document has \d+ bytes where it had \d+, fewer than half$/u);
  });

  test("in one printable line, whatever the names hold", () => {
    const before = createMany();
    set(before, "paths /evil\n\u001B[31m", { get: { "x-docs-hidden": true, responses: {} } });
    const [stop] = findStops({ before: toFile(before), after: toFile(createMany()) });
    expect(stop?.what).toMatch(/^1 of 101 operations are gone, all of them hidden ones: GET \/evil\\u\{a\}\\u\{1b\}/u);
  });
});

test("a parameter that is really gone is buried, whatever samples hold", () => {
  const stops = stopsAfter((document) => {
    take(document, "paths /p9/v1 get parameters 1");
    set(document, "paths /p9/v1 get parameters 0 example", { name: "pageToken", properties: { pageToken: 1 } });
  });
  expect(stops).toEqual([]);
});

describe.skipIf(!hasVendorFolder)("over the vendor's history (JUST_ONE_VENDOR_DIR)", () => {
  test("the step that took 47 hidden operations stops, and so do its new hosts and envelope", () => {
    const [before, after] = ["39-20260712-9fe12fe424.json", "40-20260723-a3a6ced4d6.json"].map((file) =>
      toFile(JSON.parse(readFileSync(join(vendorFolder, "history", file), "utf8"))),
    );
    const stops = before === undefined || after === undefined ? [] : findStops({ before, after });
    expect(stops.map(({ guard, howMany }) => [guard, howMany])).toEqual([
      ["operations-gone", 47],
      ["servers-changed", 3],
      ["envelope-changed", expect.any(Number)],
    ]);
    expect(stops[0]?.what).toContain("47 of 303 operations are gone, all of them hidden ones");
  });
});

function moveIntoForm(document: JsonObject): void {
  const operation = take(document, "paths /p9/v1 get");
  set(document, "paths /p9/v1 post", operation);
  take(document, "paths /p9/v1 post parameters 0");
  const schema = { type: "object", properties: { token: { type: "string" } } };
  set(document, "paths /p9/v1 post requestBody", { content: { "application/x-www-form-urlencoded": { schema } } });
}
