import type { ClientOptions, Result } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const answer = (code: number, headers: HeadersInit = {}): (() => Response) => respond(envelope(code), { headers });
const refused = (): never => {
  throw Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
};

describe("without being asked", () => {
  test.each([301, 302, 500, 503])("code %d is tried again, and the success is the result", async (code) => {
    const { meta } = await ask({}, answer(code), answer(0));
    expect(meta.attempts.map((attempt) => attempt.code)).toEqual([code, 0]);
    expect(meta.billing).toBe("billed");
  });

  test("a connection that nobody accepted is tried again", async () => {
    const { meta } = await ask({}, refused, answer(0));
    expect(meta.attempts.map(({ billing }) => billing)).toEqual(["unbilled", "billed"]);
  });

  test("a call ends after three attempts with the last failure; 503 after two", async () => {
    expect((await ask({}, answer(301))).meta.attempts).toHaveLength(3);
    expect((await ask({}, answer(503))).meta.attempts).toHaveLength(2);
    expect(await ask({}, answer(301), answer(302), answer(500))).toMatchObject({ error: { code: 500 } });
  });

  test.each([100, 303, 400, 600, 601, 602, 101, 202, 300, 404, 777])("code %d is final", async (code) => {
    expect((await ask({}, answer(code), answer(0))).meta.attempts).toHaveLength(1);
  });
});

describe("with retryUnknown", () => {
  const retry = { baseMs: 0, retryUnknown: true };

  test.each([
    ["a gateway's page", respond("<html></html>", { status: 502 })],
    ["an empty body", respond("")],
    ["a code without meaning", answer(404)],
    ["a code that is in no table", answer(777)],
    [
      "a lost connection",
      (): never => {
        throw new Error("reset");
      },
    ],
  ])("%s is tried again, and what it may have cost is not forgotten", async (_name, reply) => {
    const { meta } = await ask({ retry }, reply, answer(400));
    expect(meta.attempts.map(({ billing }) => billing)).toEqual(["unknown", "unbilled"]);
    expect(meta.billing).toBe("unknown");
  });

  test.each([100, 303, 400, 600, 601, 602])("code %d stays final", async (code) => {
    expect((await ask({ retry }, answer(code), answer(0))).meta.attempts).toHaveLength(1);
  });
});

test("`retry: false` sends a call once, and a call's own setting goes before the client's", async () => {
  expect((await ask({ retry: false }, answer(301))).meta.attempts).toHaveLength(1);

  const { fetch } = createFakeFetch(answer(301));
  const client = createTestClient({ fetch });
  const once = await client.try("GET /things/v1", { id: "1" }, { retry: false });
  expect(once.meta.attempts).toHaveLength(1);
  const left = await client.try("GET /things/v1", { id: "1" }, { retry: undefined });
  expect(left.meta.attempts).toHaveLength(3);
});

test("maxAttempts lowers a code's own number, and never raises it", async () => {
  expect((await ask({ retry: { baseMs: 0, maxAttempts: 2 } }, answer(301))).meta.attempts).toHaveLength(2);
  expect((await ask({ retry: { baseMs: 0, maxAttempts: 9 } }, answer(503))).meta.attempts).toHaveLength(2);
});

test("each attempt tells its time, wait, code and billing", async () => {
  const began = Date.now();
  const { meta } = await ask({ retry: { baseMs: 10 } }, answer(302), answer(0));
  expect(meta.attempts).toMatchObject([
    { waitedMs: 0, httpStatus: 200, code: 302, billing: "unbilled" },
    { httpStatus: 200, code: 0, billing: "billed" },
  ]);
  for (const { startedAt, durationMs } of meta.attempts) {
    expect(startedAt.getTime()).toBeGreaterThanOrEqual(began);
    expect(durationMs).toBeGreaterThanOrEqual(0);
  }
  expect(meta.attempts[1]?.waitedMs).toBeGreaterThanOrEqual(10); // 302 waits for the base at least
});

describe("Retry-After", () => {
  test("is waited for instead of the backoff", async () => {
    const { meta } = await ask({ retry: { baseMs: 25_000 } }, answer(302, { "retry-after": "0" }), answer(0));
    expect(meta.attempts).toHaveLength(2);
  });

  test("as a date works too", async () => {
    const past = new Date(Date.now() - 1000).toUTCString();
    const { meta } = await ask({ retry: { baseMs: 25_000 } }, answer(302, { "retry-after": past }), answer(0));
    expect(meta.attempts).toHaveLength(2);
  });

  test("beyond the cap ends the call, which tells how long to wait", async () => {
    const result = await ask({ retry: { capMs: 1000 } }, answer(302, { "retry-after": "60" }), answer(0));
    expect(result).toMatchObject({ ok: false, error: { code: 302, retryAfterMs: 60_000, retryable: true } });
    expect(result.meta.attempts).toHaveLength(1);
  });
});

test("an outage at the vendor does not triple the traffic: the client's retry budget runs out", async () => {
  const { fetch, requests } = createFakeFetch(answer(500));
  const client = createTestClient({ fetch });
  for (let count = 0; count < 200; count += 1) await client.try("GET /things/v1", { id: String(count) });
  expect(requests).toHaveLength(220);
});

test("successes fill the retry budget again", async () => {
  const replies = [
    ...Array.from({ length: 100 }, () => answer(500)),
    ...Array.from({ length: 11 }, () => answer(0)),
    answer(301),
  ];
  const { fetch, requests } = createFakeFetch(...replies);
  const client = createTestClient({ fetch });
  while (requests.length < 111) await client.try("GET /things/v1", { id: "1" });
  const { meta } = await client.try("GET /things/v1", { id: "1" });
  expect(meta.attempts).toHaveLength(2);
});

async function ask(options: Partial<ClientOptions>, ...replies: readonly (() => Response)[]): Promise<Result<unknown>> {
  const { fetch } = createFakeFetch(...replies);
  return createTestClient({ ...options, fetch }).try("GET /things/v1", { id: "1" });
}
