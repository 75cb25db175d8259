import { describe, expect, test } from "vitest";
import { checkProse, type JsonValue, readCatalog, readProse } from "@just-one/document";

const document = {
  openapi: "3.1.0",
  info: { title: "one", version: "1" },
  tags: [{ name: "Kites", "x-platform-aliases": ["风筝"] }],
  paths: {
    "/api/kites/get/v2": {
      get: {
        tags: ["Kites"],
        summary: "One Kite",
        "x-search-aliases": ["kite detail"],
        parameters: [{ name: "id", in: "query", description: "Of the kite", schema: { type: "string" } }],
        responses: {
          "200": {
            description: "ok",
            content: {
              "application/json": { schema: { properties: { data: { $ref: "#/components/schemas/Kite" } } } },
            },
          },
        },
      },
    },
    "/api/kites/json/v1": {
      post: { requestBody: { content: { "application/json": { schema: {} } } }, responses: {} },
    },
  },
  components: {
    schemas: {
      Kite: {
        type: "object",
        properties: { tail: { type: "array", items: { type: "string", description: "One\nribbon" } } },
      },
    },
  },
};
const prose = readProse(document, { onLeftOut: () => undefined });

describe("readProse", () => {
  test("tells of the operations that readCatalog has, and of no others", () => {
    const catalog = readCatalog(document, { onLeftOut: () => undefined });
    expect(prose.operations.map(({ operation }) => operation)).toEqual(catalog.map(({ operation }) => operation));
    expect(() => readProse(document)).toThrow(/not sent|only kind that is sent/u);
  });

  test("tells what is left out once", () => {
    const leftOut: string[] = [];
    readProse(document, { onLeftOut: (problem) => leftOut.push(problem) });
    expect(leftOut).toHaveLength(1);
  });

  test("gives titles, words and the outline of a typed reply, and the names of a platform once", () => {
    expect(prose).toEqual({
      platforms: [{ name: "Kites", aliases: ["风筝"] }],
      operations: [
        {
          operation: "GET /api/kites/get/v2",
          summary: "One Kite",
          platform: "Kites",
          aliases: ["kite detail"],
          family: "/api/kites/get",
          version: "v2",
          parameters: [{ name: "id", description: "Of the kite" }],
          reply: ["data: object", " tail: array", "  [*]: string — One ribbon"],
        },
      ],
    });
  });
});

describe("checkProse", () => {
  test("takes what readProse has made and JSON has kept", () => {
    expect(checkProse(JSON.parse(JSON.stringify(prose)))).toEqual(prose);
  });

  const [operation] = prose.operations;
  test.each<[string, unknown]>([
    ["nothing", null],
    ["a list", []],
    ["an operation without a title", { ...prose, operations: [{ ...operation, summary: undefined }] }],
    ["aliases that are no texts", { ...prose, operations: [{ ...operation, aliases: [1] }] }],
    ["a reply that is no list", { ...prose, operations: [{ ...operation, reply: "data" }] }],
    ["a parameter without a name", { ...prose, operations: [{ ...operation, parameters: [{}] }] }],
    ["a platform without aliases", { ...prose, platforms: [{ name: "Kites" }] }],
  ])("refuses %s in one line", (_what, value) => {
    // Safe: JSON made it.
    expect(() => checkProse(JSON.parse(JSON.stringify(value)) as JsonValue)).toThrow(/^not the words of a document/u);
  });
});
