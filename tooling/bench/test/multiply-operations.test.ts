import { expect, test } from "vitest";
import { multiplyOperations } from "../src/spec/multiply-operations.ts";

test("every path comes back as often as asked, with ids of its own", () => {
  const document = { openapi: "3.1.0", paths: { "/a": { get: { operationId: "a" } }, "/b": { post: {} } } };
  expect(multiplyOperations(JSON.stringify(document), 2)).toEqual({
    openapi: "3.1.0",
    paths: {
      "/a": { get: { operationId: "a" } },
      "/a/copy-1": { get: { operationId: "a_copy1" } },
      "/b": { post: {} },
      "/b/copy-1": { post: {} },
    },
  });
});
