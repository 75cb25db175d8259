import { channel } from "node:diagnostics_channel";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ClientEvent } from "@just-one/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unwrap } from "../src/call/unwrap.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { failures } from "./support/failures.ts";
import { findSecret } from "./support/find-secret.ts";
import { envelope } from "./support/replies.ts";
import { runFailure } from "./support/run-failure.ts";
import { startServer } from "./support/start-server.ts";

const tokens = ["marked-token-for-tests", `marked+token/for=tests%&"中'()*!~`];

const events: unknown[] = [];
const printed: unknown[] = [];
const unhandled: unknown[] = [];
const keepEvent = (event: unknown): void => void events.push(event);
const keepUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeEach(() => {
  events.length = printed.length = unhandled.length = 0;
  channel("just-one:event").subscribe(keepEvent);
  process.on("unhandledRejection", keepUnhandled);
  process.on("warning", keepUnhandled);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => printed.push(chunk) > 0);
  }
  for (const method of ["debug", "error", "info", "log", "trace", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => void printed.push(values));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  channel("just-one:event").unsubscribe(keepEvent);
  process.off("unhandledRejection", keepUnhandled);
  process.off("warning", keepUnhandled);
});

describe.each(tokens)("the token %s is nowhere to be found", (token) => {
  test.each(failures)("after $name", async (failure) => {
    const told: ClientEvent[] = [];
    const result = await runFailure(failure, token, { onEvent: (event) => told.push(event) });
    expect(() => unwrap(result)).toThrow(result.error); // as `call` does
    await nextTurn();

    expect(findSecret(result, token)).toEqual([]);
    expect(findSecret([told, events], token)).toEqual([]);
    expect(findSecret(printed, token)).toEqual([]);
    expect(unhandled).toEqual([]);
  });

  test("after a success whose texts repeat it", async () => {
    const baseUrl = await startServer((request, response) =>
      response.end(envelope(0, { requestId: `r ${request.url}`, recordTime: `t ${token}`, message: token })),
    );
    const client = createTestClient({ token, baseUrl, onEvent: keepEvent });
    const success = await client.call("GET /things/v1", { id: "1" });

    expect(success.meta.requestId).toContain("[token]");
    expect(findSecret([success, events, client], token)).toEqual([]);
  });

  test.each([
    ["environment", { environment: "nowhere" as "prod-cn" }],
    ["base URL with a query", { baseUrl: `https://proxy.example/?token=${encodeURIComponent(token)}` }],
    ["base URL with a password", { baseUrl: `https://user:${encodeURIComponent(token)}@proxy.example/` }],
    ["base URL that is none", { baseUrl: token }],
    ["token with a line break", { token: `${token}\n` }],
  ])("when the options are refused for a %s", (_name, options) => {
    let refusal: unknown;
    try {
      createTestClient({ token, baseUrl: undefined, ...options });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ kind: "config", billing: "unbilled" });
    expect(findSecret(refusal, token)).toEqual([]);
  });
});

describe("the token on the wire", () => {
  test("travels in the query of an operation that wants it there, and nowhere else", async () => {
    const seen = await listen("GET /things/v1", { id: "中&=?#" });
    expect(readQuery(seen.url)).toEqual([
      ["id", "中&=?#"],
      ["token", tokens[1]],
    ]);
    expect(seen.body).toBe("");
    expect(findSecret(seen.headers, tokens[1] ?? "")).toEqual([]);
  });

  test("travels in the form body of an operation that wants it there, and never in its URL", async () => {
    const seen = await listen("POST /things/v1", { text: "中&=?#", count: 2 });
    expect(seen.url).toBe("/things/v1");
    expect([...new URLSearchParams(seen.body)]).toEqual([
      ["text", "中&=?#"],
      ["count", "2"],
      ["token", tokens[1]],
    ]);
    expect(seen.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(findSecret(seen.headers, tokens[1] ?? "")).toEqual([]);
  });

  test("travels in the query of a POST that wants it there, with no body", async () => {
    const seen = await listen("POST /searches/v1", { text: "a b" });
    expect(readQuery(seen.url)).toEqual([
      ["text", "a b"],
      ["token", tokens[1]],
    ]);
    expect(seen.body).toBe("");
  });

  test("is asked of its function before every attempt", async () => {
    const asked: (string | null)[] = [];
    const baseUrl = await startServer((request, response) => {
      asked.push(new URL(request.url ?? "", "http://host").searchParams.get("token"));
      response.end(envelope(asked.length < 3 ? 301 : 0));
    });
    let count = 0;
    const client = createTestClient({ baseUrl, token: () => `marked-token-${(count += 1)}` });
    await client.call("GET /things/v1", { id: "1" });
    expect(asked).toEqual(["marked-token-1", "marked-token-2", "marked-token-3"]);
  });
});

function readQuery(url: string | undefined): [string, string][] {
  return [...new URL(url ?? "", "http://host").searchParams];
}

interface Seen {
  readonly url: string | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

async function listen(operation: string, parameters: object): Promise<Seen> {
  const { promise, resolve } = Promise.withResolvers<Seen>();
  const baseUrl = await startServer((request, response) => {
    const { url, headers } = request;
    resolve(text(request).then((body) => ({ url, body, headers })));
    response.end(envelope(0));
  });
  const client = createTestClient({ token: tokens[1] ?? "", baseUrl });
  // Safe: the callers above name operations of the test catalog.
  await client.call(operation as "POST /things/v1", parameters as { text: string });
  return promise;
}
