import { expect, test } from "vitest";
import { buildDocument } from "./support/build-document.ts";
import { createTinyDocument, createTinyOperation } from "./support/tiny-document.ts";

test("a repeated operationId is dropped everywhere, and the others stay", async () => {
  const { openapi, schema, models } = await buildDocument(
    createTinyDocument({
      paths: {
        "/a": { get: createTinyOperation({ operationId: "twin" }) },
        "/b": { get: createTinyOperation({ operationId: "twin" }) },
        "/c": { get: createTinyOperation({ operationId: "only" }) },
      },
    }),
  );
  expect(models.map(({ operation: name }) => name)).toEqual(["GET /a", "GET /b", "GET /c"]);
  expect(openapi).not.toContain("twin");
  expect(schema).not.toContain("twin");
  // No type of ours is named after an id at all: it may change at any time.
  expect(schema).not.toContain("only");
});

test("one that a webhook or a shared path repeats is dropped too, for all of them stand in one list of types", async () => {
  const { openapi, schema } = await buildDocument({
    ...createTinyDocument({
      paths: { "/a": { get: createTinyOperation({ operationId: "twin" }) } },
      components: {
        schemas: { Result: {} },
        pathItems: { Shared: { get: createTinyOperation({ operationId: "twin" }) } },
      },
    }),
    webhooks: { told: { post: createTinyOperation({ operationId: "twin" }) } },
  });
  expect(openapi).not.toContain("twin");
  expect(schema).not.toContain("twin");
});
