// A file of tests with MSW in the vendor's place; examples/test/using-msw.test.ts runs it. In Jest it reads the same,
// with `describe`, `test` and `expect` as globals.
/* oxlint-disable vitest/no-standalone-expect -- these are vitest's own */
// #region readme
import { createClient } from "@just-one/core";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

// Made before MSW listens, as a module of an app does: `fetch` is looked up when a request is sent.
const client = createClient({ token: "any", twins: false });
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const address = `https://api.justoneapi.com${spreadInfo.slice("GET ".length)}`;

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" })); // MSW 2: `onUnhandledRequest`. What is not mocked is not sent
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test("the figures come from the handler", async () => {
  server.use(http.get(address, () => HttpResponse.json({ code: 0, message: null, data: { play_mid: "42" } })));
  const { data, meta } = await client.call(spreadInfo, { oAuthorId: "1" });
  expect([data.play_mid, meta.billing]).toEqual(["42", "billed"]);
});

test("an empty balance ends it, for nothing", async () => {
  server.use(http.get(address, () => HttpResponse.json({ code: 601, message: "balance", data: null })));
  const { ok, meta } = await client.try(spreadInfo, { oAuthorId: "1" });
  expect([ok, meta.attempts[0]?.code, meta.billing]).toEqual([false, 601, "unbilled"]);
  client.reset(); // an empty balance closes the door for all later calls
});
// #endregion
