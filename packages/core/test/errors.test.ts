import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import {
  AbortedError,
  type AnyJustOneError,
  ApiError,
  BudgetError,
  ConfigError,
  JustOneError,
  MismatchError,
  ProtocolError,
  TimeoutError,
  TransportError,
  ValidationError,
} from "@just-one/core";
import { UpstreamError } from "@just-one/core/xingtu";
import { createTestClient } from "./support/create-test-client.ts";
import { failures } from "./support/failures.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";
import { runFailure } from "./support/run-failure.ts";

const meta = { operation: "GET /things/v1", billing: "unbilled", attempts: [], cached: false } as const;

const oneOfEach: readonly AnyJustOneError[] = [
  new AbortedError("failed", { meta }),
  new ApiError("failed", { meta, code: 601 }),
  new BudgetError("failed", { meta, scope: {}, limit: {}, spent: {}, reserved: {} }),
  new ConfigError("failed", { meta }),
  new MismatchError("failed", { meta, mismatches: [] }),
  new ProtocolError("failed", { meta, reason: "not-json" }),
  new TimeoutError("failed", { meta, scope: "attempt", limitMs: 1 }),
  new TransportError("failed", { meta, phase: "sent" }),
  new UpstreamError("failed", { meta, statusCode: 1 }),
  new ValidationError("failed", { meta, issues: [] }),
];

describe("guards", () => {
  test("know their own family and nothing else", () => {
    expect(JustOneError.isInstance(new ApiError("failed", { meta, code: 601 }))).toBe(true);
    for (const other of [new Error("failed"), { kind: "api", code: 601 }, null, undefined, "error", 601]) {
      expect(JustOneError.isInstance(other)).toBe(false);
      expect(ApiError.is(other)).toBe(false);
    }
  });

  test.each(oneOfEach)("those of $name know it and no other class, also apart from their class", (error) => {
    for (const { constructor } of oneOfEach) {
      // Safe: the classes of the family have these two.
      const { is, isInstance } = constructor as typeof JustOneError;
      const isOwn = constructor === error.constructor;
      expect([constructor.name, is(error), isInstance(error)]).toEqual([constructor.name, isOwn, isOwn]);
    }
    expect([JustOneError.is(error), JustOneError.isInstance(error)]).toEqual([true, true]);
  });

  test("ApiError.is tells codes apart", () => {
    const error = new ApiError("failed", { meta, code: 601 });
    expect(ApiError.is(error)).toBe(true);
    expect(ApiError.is(error, 601, 602)).toBe(true);
    expect(ApiError.is(error, 602)).toBe(false);
    expect(ApiError.is(new TransportError("failed", { meta, phase: "sent" }))).toBe(false);
  });

  test("agree across two copies of the package", async () => {
    vi.resetModules();
    const copy = await import("@just-one/core");
    expect(copy.ApiError).not.toBe(ApiError);
    const foreign: unknown = new copy.ApiError("failed", { meta, code: 601 });
    expect(foreign instanceof ApiError).toBe(false);
    expect(JustOneError.isInstance(foreign)).toBe(true);
    expect(ApiError.is(foreign, 601)).toBe(true);
    expect(copy.ApiError.is(new ApiError("failed", { meta, code: 601 }), 601)).toBe(true);
  });
});

test.each(failures)(
  "after $name the error tells its kind, its cost and what to do, in one line, and comes through JSON with all it knows",
  async (failure) => {
    const { error } = await runFailure(failure, "marked-token-for-tests", { retry: false });
    expect(error).toBeInstanceOf(JustOneError);
    expect(error.name).toBe(error.constructor.name);
    expect(error.message).toMatch(/^\P{Cc}{30,400}$/u);
    expect(inspect(error)).toContain(error.name);
    const { name, kind, message, billing, retryable, meta: known } = error;
    const copy: unknown = JSON.parse(JSON.stringify(error));
    expect(copy).toMatchObject({
      name,
      kind,
      message,
      billing,
      retryable,
      meta: { operation: known.operation, billing: known.billing },
    });
  },
);

test.each(oneOfEach)("$name is the name of its class, and has a cause only when it is given one", (error) => {
  expect(error.name).toBe(error.constructor.name);
  expect(error).not.toHaveProperty("cause");
  const cause = new Error("why");
  expect(new ConfigError("failed", { meta, cause }).cause).toBe(cause);
});

test("the stack of what `call` throws leads to the caller", async () => {
  const client = createTestClient({ fetch: createFakeFetch(respond(envelope(400))).fetch });
  async function askForThings(): Promise<void> {
    await client.call("GET /things/v1", { id: "1" });
  }
  const error: unknown = await askForThings().catch((reason: unknown) => reason);
  expect(error).toHaveProperty("stack", expect.stringMatching(/^ApiError: GET \/things\/v1[^]*askForThings/));
});

describe("an API error", () => {
  test("keeps the vendor's own words beside ours", async () => {
    const error = await fail(envelope(400, { message: "oAuthorId 不能为空", requestId: "r-9" }));
    expect(error).toMatchObject({ code: 400, vendorMessage: "oAuthorId 不能为空", meta: { requestId: "r-9" } });
    expect(error.message).not.toContain("oAuthorId");
  });

  test("leaves out what the vendor did not say", async () => {
    const error = await fail('{"code":400,"message":{"text":"no text"},"requestId":7,"recordTime":null}');
    expect(error).toMatchObject({ kind: "api", code: 400 });
    expect(Object.keys(error.meta)).not.toContain("requestId");
    expect(Object.keys(error.meta)).not.toContain("recordTime");
    expect(Object.keys(error)).not.toContain("vendorMessage");
    expect(Object.keys(error)).not.toContain("retryAfterMs");
    expect(Object.keys(error)).not.toContain("resetsAt");
  });

  test("of code 303 tells when the quota starts anew, and no other does", async () => {
    const error = await fail(envelope(303));
    const { resetsAt } = error as ApiError;
    expect(resetsAt?.getTime()).toBeGreaterThan(Date.now());
    expect(resetsAt?.toISOString()).toMatch(/T16:00:00\.000Z$/); // 00:00 in Shanghai
    expect((await fail(envelope(302))) as ApiError).not.toHaveProperty("resetsAt");
  });

  test("of an unknown code says so", async () => {
    expect((await fail(envelope(777))).message).toContain("does not know");
  });
});

test.each([
  ["a code of the platform's", Object.assign(new Error("no"), { code: "ECONNRESET" }), "ECONNRESET"],
  ["one deep within", new TypeError("no", { cause: { code: "UND_ERR_SOCKET" } }), "UND_ERR_SOCKET"],
  ["what is no code", Object.assign(new Error("no"), { code: "https://127.0.0.1/?token=x" }), undefined],
  ["no code", new TypeError("no"), undefined],
])("a transport error tells %s", async (_name, reason, code) => {
  const client = createTestClient({ fetch: () => Promise.reject(reason) });
  const { error } = await client.try("GET /things/v1", { id: "1" });
  expect(error).toMatchObject({ kind: "transport" });
  expect(Object.entries(error ?? {}).filter(([name]) => name === "code")).toEqual(
    code === undefined ? [] : [["code", code]],
  );
});

async function fail(body: string): Promise<JustOneError> {
  const { fetch } = createFakeFetch(respond(body));
  const result = await createTestClient({ fetch }).try("GET /things/v1", { id: "1" });
  if (result.ok) throw new Error("the call did not fail");
  return result.error;
}
