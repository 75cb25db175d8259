import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type MockServer, startMockServer } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const server: MockServer = await startMockServer();
afterAll(() => server.close());
beforeEach(() => server.reset());

describe("a valid request", () => {
  test("succeeds with the document's example when nothing is queued", async () => {
    const reply = await ask("oAuthorId=1");
    expect(reply).toMatchObject({ status: 200, body: { code: 0, data: { play_mid: "3642403" } } });
  });

  test.each([
    ["0", 200],
    ["100", 401],
    ["101", 200],
    ["202", 200],
    ["300", 200],
    ["301", 200],
    ["302", 429],
    ["303", 429],
    ["400", 400],
    ["404", 200],
    ["500", 500],
    ["503", 503],
    ["600", 403],
    ["601", 200],
    ["602", 200],
  ])("gets code %s with HTTP %i when it is queued", async (code, status) => {
    server.enqueue([code]);
    expect(await ask("oAuthorId=1")).toMatchObject({ status, body: { code: Number(code) } });
  });

  test("takes outcomes in the order they were queued, then succeeds again", async () => {
    server.enqueue(["302", 302, "0"]);
    server.enqueue(["301"]);
    const codes = [];
    for (let count = 0; count < 5; count++) codes.push((await ask("oAuthorId=1")).body["code"]);
    expect(codes).toEqual([302, 302, 0, 301, 0]);
  });

  test("takes from its operation's queue before the common one", async () => {
    server.enqueue(["500"]);
    server.enqueue(["303"], operation);
    const codes = [(await ask("oAuthorId=1")).body["code"], (await ask("oAuthorId=1")).body["code"]];
    expect(codes).toEqual([303, 500]);
  });

  test("gets a code that no table knows as itself", async () => {
    server.enqueue(["999"]);
    expect(await ask("oAuthorId=1")).toMatchObject({ status: 200, body: { code: 999, data: null } });
  });

  test("can ask for a failure with Prism's own header", async () => {
    const reply = await ask("oAuthorId=1", { headers: { prefer: "example=code-503" } });
    expect(reply).toMatchObject({ status: 503, body: { code: 503 } });
  });
});

describe("an invalid request", () => {
  test.each([
    ["without its required parameter", ""],
    ["with a value outside the enum", "oAuthorId=1&range=DAY_7"],
    ["with a boolean that is none", "oAuthorId=1&onlyAssign=perhaps"],
  ])("%s is refused with code 400", async (_, query) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code: 400 } });
  });

  test("is refused even when a success is queued", async () => {
    server.enqueue(["0"]);
    expect(await ask("")).toMatchObject({ status: 400, body: { code: 400 } });
  });

  test("without a token gets code 100", async () => {
    const reply = await fetch(`${server.url}${operation.slice(4)}?oAuthorId=1`);
    expect([reply.status, await reply.json()]).toMatchObject([401, { code: 100 }]);
    expect(server.requests).toMatchObject([{ hasToken: false, code: 100 }]);
  });

  test("of an unknown operation gets a 404 that is no envelope", async () => {
    const reply = await fetch(`${server.url}/api/nothing/v1?token=marked-token-for-tests`);
    expect(reply.status).toBe(404);
    expect(await reply.json()).not.toHaveProperty("code");
  });
});

describe("what a test can see", () => {
  test("is every request's operation, parameters and answer, and never the token", async () => {
    server.enqueue(["302"]);
    await ask(`oAuthorId=7&oAuthorId=8&range=${encodeURIComponent("天 &=")}`);
    await ask("oAuthorId=9");
    expect(server.requests).toEqual([
      {
        operation,
        params: { oAuthorId: ["7", "8"], range: "天 &=" },
        hasToken: true,
        httpStatus: 400,
        code: 400,
      },
      { operation, params: { oAuthorId: "9" }, hasToken: true, httpStatus: 200, code: 0 },
    ]);
    expect(JSON.stringify(server.requests)).not.toContain("marked-token-for-tests");
  });

  test("is gone after a reset, queued outcomes too", async () => {
    server.enqueue(["302"]);
    server.enqueue(["303"], operation);
    await ask("");
    server.reset();
    expect(server.requests).toEqual([]);
    expect((await ask("oAuthorId=1")).body["code"]).toBe(0);
  });
});

test("refuses to queue what is no business code, and for what is no operation", () => {
  expect(() => server.enqueue(["0", "teapot"])).toThrow('An outcome is a business code such as "302", not "teapot"');
  expect(() => server.enqueue(["0"], "GET /api/nothing")).toThrow('no operation "GET /api/nothing"');
});

async function ask(query: string, init?: RequestInit): Promise<{ status: number; body: Record<string, unknown> }> {
  const reply = await fetch(`${server.url}${operation.slice(4)}?token=marked-token-for-tests&${query}`, init);
  // Safe: the mock's answers are JSON objects.
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}
