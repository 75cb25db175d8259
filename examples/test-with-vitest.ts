// A file of tests as an app has them; examples/test/test-with-vitest.test.ts runs it.
/* oxlint-disable vitest/no-standalone-expect -- the rule knows vitest's own `test` only */
// #region readme
import { createClient } from "@just-one/core";
import { test } from "@just-one/testing/vitest"; // teaches `expect` the two matchers, too
import { expect } from "vitest";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("a creator's figures cost one call", async ({ mockServer }) => {
  const client = createClient({ token: "any", baseUrl: mockServer.url });
  expect(await client.call(operation, { oAuthorId: "1" })).toBeBilled();
  expect(mockServer.requests).toHaveLength(1);
});

test("an empty balance ends it, for nothing", async ({ faultServer }) => {
  faultServer.enqueue(["601"]);
  const client = createClient({ token: "any", baseUrl: faultServer.url });
  const call = client.call(operation, { oAuthorId: "1" });
  await expect(call).rejects.toFailWithCode(601);
  await expect(call).rejects.toBeBilled("unbilled");
});
// #endregion
