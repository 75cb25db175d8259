import { expect, test } from "vitest";
import { listOperations } from "@just-one/document";

test("operations come by path, then method, whatever the document's order; nothing else of a path counts", () => {
  const operation = { responses: {} };
  const document = {
    openapi: "3.1.0",
    paths: { "/b": { post: operation, delete: operation, summary: "B", parameters: [] }, "/a": { get: operation } },
  };
  expect(listOperations(document).map(({ name }) => name)).toEqual(["GET /a", "DELETE /b", "POST /b"]);
});
