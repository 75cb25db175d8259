import { describe, expect, test } from "vitest";
import { createReferee } from "../src/create-referee.ts";
import { checkDocument, type JsonObject } from "@just-one/document";

const parameter = (name: string, schema: JsonObject, required = false): JsonObject => ({
  name,
  in: "query",
  required,
  schema,
});
const document = checkDocument(
  {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/api/get/v1": {
        get: {
          parameters: [
            parameter("token", { type: "string" }, true),
            parameter("id", { type: "string" }, true),
            parameter("page", { type: "integer", format: "int32" }),
            parameter("kind", { type: "string", enum: ["A", "B"] }),
          ],
          responses: { 200: { description: "ok" } },
        },
      },
      "/api/form/v1": {
        post: {
          requestBody: {
            required: true,
            content: {
              "application/x-www-form-urlencoded": {
                schema: {
                  type: "object",
                  required: ["token"],
                  properties: { token: { type: "string" }, page: { type: "integer" } },
                },
              },
            },
          },
          responses: { 200: { description: "ok" } },
        },
      },
    },
  },
  { file: "test.json", keywords: "tolerant" },
);
const judge = await createReferee(document);
const get = (query: string): string[] => judge(`http://host/api/get/v1?${query}`, { method: "GET" });
const headers = { "content-type": "application/x-www-form-urlencoded" };
const post = (body: string, other: RequestInit = {}): string[] =>
  judge("http://host/api/form/v1", { method: "POST", body, headers, ...other });

test("exactly what the document allows passes", () => {
  expect(get("token=t&id=1&page=2&kind=A")).toEqual([]);
  expect(post("token=t&page=2")).toEqual([]);
});

describe("the referee does not let pass", () => {
  test.each([
    ["a missing parameter", () => get("token=t"), "must have required property 'id'"],
    ["a missing token", () => get("id=1"), "must have required property 'token'"],
    ["an unknown name", () => get("token=t&id=1&more=1"), "must NOT have additional properties"],
    ["another letter case", () => get("token=t&ID=1&id=1"), "must NOT have additional properties"],
    ["an empty value", () => get("token=t&id="), "id is empty"],
    ["a name that came twice", () => get("token=t&id=1&id=2"), "id came twice"],
    ["a value that is not listed", () => get("token=t&id=1&kind=a"), "must be equal to one of"],
    ["a value of another type", () => get("token=t&id=1&page=1.5"), "must be integer"],
    ["a number out of its format", () => get("token=t&id=1&page=2147483648"), "must match format"],
    [
      "a body where none belongs",
      () => judge("http://host/api/get/v1?token=t&id=1", { method: "GET", body: "x=1" }),
      "a body of type none",
    ],
    ["an unknown path", () => judge("http://host/api/get/v2", {}), "no such operation"],
    ["another method", () => judge("http://host/api/get/v1?token=t&id=1", { method: "PUT" }), "no such operation"],
    [
      "a token outside the form",
      () => judge("http://host/api/form/v1?token=t", { method: "POST", body: "", headers }),
      "must",
    ],
    ["an unknown name in a form", () => post("token=t&more=1"), "must NOT have additional properties"],
    ["an empty value in a form", () => post("token=t&page="), "page is empty"],
    ["a form without its type", () => post("token=t", { headers: {} }), "a body of type none"],
    [
      "JSON in place of a form",
      () => post('{"token":"t"}', { headers: { "content-type": "application/json" } }),
      "application/json",
    ],
  ])("%s", (_, act, problem) => {
    expect(act().join("\n")).toContain(problem);
  });
});
