import { createClient } from "@just-one/core";
import { test } from "@just-one/testing/vitest";
import { expect } from "vitest";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

test("a success is billed", async ({ mockServer }) => {
  const client = createClient({ token: "any", baseUrl: mockServer.url });
  expect(await client.call(operation, { oAuthorId: "1" })).toBeBilled();
});

test("an empty balance costs nothing", async ({ faultServer }) => {
  faultServer.enqueue(["601"]);
  const call = createClient({ token: "any", baseUrl: faultServer.url }).call(operation, { oAuthorId: "1" });
  await expect(call).rejects.toFailWithCode(601);
  await expect(call).rejects.toBeBilled("unbilled");
  // @ts-expect-error there is no such billing
  await expect(call).rejects.not.toBeBilled("free");
});
