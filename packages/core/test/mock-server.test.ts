import { type ClientOptions, createClient, type Client, businessCodes } from "@just-one/core";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { markedToken } from "./support/create-test-client.ts";

const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const creator = { oAuthorId: "7048929565493690398" };

let server: MockServer;
beforeAll(async () => {
  server = await startMockServer();
});
afterEach(() => server.reset());
afterAll(() => server.close());

describe("against the document's own mock", () => {
  test("the seed's operation brings its typed data", async () => {
    const { data, meta } = await connect().call(spread, {
      ...creator,
      range: "DAY_90",
      type: "XINTU_VIDEO",
      onlyAssign: true,
    });

    expect(data.play_mid).toMatch(/^\d+$/);
    expect(data.interact_rate?.value).toBeTypeOf("number");
    expect(data.expect_cpm?.cpm_1_20).toMatch(/^\d+$/);
    expect(meta).toMatchObject({ operation: spread, httpStatus: 200, billing: "billed" });
    expect(server.requests).toMatchObject([
      { params: { ...creator, range: "DAY_90", type: "XINTU_VIDEO", onlyAssign: "true" }, hasToken: true, code: 0 },
    ]);
  });

  test.each(Object.entries(businessCodes).filter(([code]) => code !== "0"))(
    "code %s comes with its status and ends as the table says",
    async (code, row) => {
      server.enqueue(Array.from({ length: 200 }, () => code));
      const result = await connect().try(spread, creator);
      expect(result).toMatchObject({
        ok: false,
        error: { kind: "api", code: Number(code), billing: row.billing, retryable: row.retry !== undefined },
        meta: { httpStatus: row.httpStatus ?? 200 },
      });
      expect(server.requests).toHaveLength(row.retry?.maxAttempts ?? 1);
    },
  );

  test("two refusals for haste and a success make one billed call", async () => {
    server.enqueue(["302", "302", "0"]);
    const { meta } = await connect().call(spread, creator);
    expect(meta.attempts.map(({ code, httpStatus, billing }) => [code, httpStatus, billing])).toEqual([
      [302, 429, "unbilled"],
      [302, 429, "unbilled"],
      [0, 200, "billed"],
    ]);
  });

  test("a code that is in no table passes through as itself", async () => {
    server.enqueue(["777"]);
    expect(await connect().try(spread, creator)).toMatchObject({ error: { code: 777, billing: "unknown" } });
  });

  test("an operation that the mock does not have is no envelope", async () => {
    const client = createClient({ token: markedToken, baseUrl: `${server.url}/elsewhere` });
    expect(await client.try(spread, creator)).toMatchObject({
      ok: false,
      error: { kind: "protocol", billing: "unknown" },
    });
  });
});

function connect(options: Partial<ClientOptions> = {}): Client {
  return createClient({ token: markedToken, baseUrl: server.url, retry: { baseMs: 0 }, ...options });
}
