import { readAuthorSpread } from "@just-one/core/xingtu";
import { inventAuthorSpread } from "@just-one/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createMockFetch } from "../src/mock/create-mock-fetch.ts";
import { findExample } from "../src/operations/find-example.ts";
import { spreadColumns } from "../src/spread/spread-columns.ts";

test("the mock's figures are ones that every column can show", () => {
  fc.assert(
    fc.property(fc.string(), (oAuthorId) => {
      const data = inventAuthorSpread({ oAuthorId });
      // Safe: a failure of the platform is not among what is invented.
      const spread = readAuthorSpread({ data, meta: {} as never }) as Exclude<
        ReturnType<typeof readAuthorSpread>,
        Error
      >;
      for (const column of spreadColumns) expect(Number(column.read(spread))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("an operation answers with the document's example of a success, also through references", () => {
  const success = { code: 0, message: null, data: { items: [1] } };
  const reply = { content: { "application/json": { examples: { "code-0": { $ref: "#/components/examples/ok" } } } } };
  const document = {
    paths: { "/api/a/v1": { post: { responses: { 200: { $ref: "#/components/responses/ok" } } }, get: {} } },
    components: { responses: { ok: reply }, examples: { ok: { value: success } } },
  };
  expect(findExample(document, "POST /api/a/v1")).toEqual(success);
  expect([findExample(document, "GET /api/a/v1"), findExample(document, "GET /api/b/v1")]).toEqual([
    undefined,
    undefined,
  ]);
});

test("an operation whose reply nobody has recorded succeeds with nothing in it", async () => {
  const reply = await createMockFetch()("https://mock.invalid/api/other/v1?token=mock", {
    method: "POST",
    body: "a=1",
  });
  expect([reply.status, await reply.json()]).toEqual([200, { code: 0, message: null, data: {} }]);
});
