import {
  checkCall,
  createEmit,
  createLeanClient,
  createRedactor,
  createRetryStage,
  createTwinsStage,
  type Emit,
  explainProblem,
  judgeTransportFailure,
  type LeanClientOptions,
  readAnyReply,
  readDates,
  type Stage,
} from "@just-one/core/lean";
import { describe, expect, test, vi } from "vitest";
import { ConfigError, type LeanClient, type Meta } from "@just-one/core";
import { markedToken } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const things = "GET /things/v1";
const id = { id: "1" };

function create(options: Partial<LeanClientOptions>): LeanClient<TestOperations> {
  return createLeanClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    catalog: testCatalog,
    ...options,
  });
}

const refuseConnection: typeof fetch = () =>
  Promise.reject(
    new TypeError("fetch failed", { cause: Object.assign(new Error("refused"), { code: "ECONNREFUSED" }) }),
  );

describe("by itself", () => {
  test("a lean client judges codes and billing as every client does, sends once and states the facts", async () => {
    const vendor = createVendor(() => 301);
    const result = await create({ fetch: vendor.fetch }).try(things, id);
    expect(result).toMatchObject({
      ok: false,
      error: {
        kind: "api",
        code: 301,
        retryable: true,
        billing: "unbilled",
        message: 'GET /things/v1: api {"code":301}',
      },
    });
    expect(vendor.asked).toHaveLength(1);
  });

  test("it takes no failed connection for unbilled, and so tells nothing that may be wrong", async () => {
    const result = await create({ fetch: refuseConnection }).try(things, id);
    expect(result).toMatchObject({ error: { kind: "transport", phase: "sent", billing: "unknown", retryable: false } });
  });

  test("it leaves out what the vendor says, unless it is given what takes the token out of that", async () => {
    const words = { message: `bad ${markedToken}`, requestId: "r-1", recordTime: "now" };
    const { fetch } = createVendor(() => createReply(301, words));
    const bare = await create({ fetch }).try(things, id);
    expect(JSON.stringify(bare)).not.toMatch(/bad|r-1|now|vendorMessage/);
    expect(await create({ fetch, createRedactor }).try(things, id)).toMatchObject({
      error: { vendorMessage: "bad [token]" },
      meta: { requestId: "r-1", recordTime: "now" },
    });
  });

  test("it sends parameters as they are, but only those that the operation has", async () => {
    const vendor = createVendor();
    // Safe: the very mistakes that `checkCall` refuses.
    await create({ fetch: vendor.fetch }).call(things, { id: 7, token: "another", size: 1 } as never);
    expect(Object.fromEntries(vendor.asked[0]?.parameters ?? [])).toEqual({ id: "7", token: markedToken });
  });

  test("a text that cannot be encoded rejects the call, unsent, and the client works on", async () => {
    const vendor = createVendor();
    const client = create({ fetch: vendor.fetch });
    await expect(client.try(things, { id: "\uD800" })).rejects.toThrow(URIError);
    expect(vendor.asked).toEqual([]);
    await expect(client.try(things, id)).resolves.toMatchObject({ ok: true });
  });

  test.each(["timeoutMs", "deadlineMs"])("it sends nothing under a `%s` that is no number", async (name) => {
    const vendor = createVendor();
    const result = await create({ fetch: vendor.fetch }).try(things, id, { [name]: Number.NaN });
    expect(result).toMatchObject({ ok: false, error: { kind: "timeout", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
  });

  test.each<[string, Partial<LeanClientOptions>]>([
    ["baseUrl", { baseUrl: "ftp://127.0.0.1" }],
    ["allowInsecureHttp", { baseUrl: "http://example.com" }],
    ["token", { token: "" }],
  ])("it names the option `%s` when that cannot work, and says more when it is given words", (option, options) => {
    expect(() => create(options)).toThrow(`client: option {"option":"${option}"`);
    expect(() => create({ ...options, explain: explainProblem })).toThrow(/must be|is plain http|is empty/);
  });

  test("it refuses an operation that cannot even be written as a text", async () => {
    const client = create({ fetch: createVendor().fetch });
    // Safe: the very mistake that the test is about.
    const result = await client.try(Object.create(null) as typeof things, id);
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
  });

  test("what a getter of the caller's throws comes out as it is", async () => {
    const own = new Error("a getter of the caller's");
    const parameters = {
      get id(): string {
        throw own;
      },
    };
    await expect(create({ fetch: createVendor().fetch }).try(things, parameters)).rejects.toBe(own);
  });
});

describe("a part that it is given", () => {
  test("`createRetryStage` tries again what cost nothing", async () => {
    const vendor = createVendor(({ number }) => (number === 1 ? 301 : 0));
    const client = create({ fetch: vendor.fetch, stages: [createRetryStage({ baseMs: 0 })] });
    await expect(client.call(things, id)).resolves.toMatchObject({ meta: { attempts: [{ code: 301 }, { code: 0 }] } });
  });

  test("`createRetryStage` refuses numbers that would mean something else", () => {
    expect(() => createRetryStage({ maxAttempts: Number.NaN })).toThrow(
      "`retry.maxAttempts` must be a whole number, 1 or more",
    );
  });

  test.each(["maxAttempts", "baseMs"])("`createRetryStage` takes no `%s` of a call that is no number", async (name) => {
    const vendor = createVendor(() => 500);
    const client = create({ fetch: vendor.fetch, stages: [createRetryStage({ baseMs: 0 })] });
    await client.try(things, id, { retry: { baseMs: 0, [name]: Number.NaN } });
    expect(vendor.asked).toHaveLength(1);
  });

  test("`checkCall` refuses what the catalog does not have", async () => {
    const vendor = createVendor();
    const client = create({ fetch: vendor.fetch, check: checkCall });
    // Safe: the very mistake that the test is about.
    expect(await client.try(things, { size: 1 } as never)).toMatchObject({ error: { kind: "validation" } });
    expect(vendor.asked).toEqual([]);
  });

  test("`explainProblem` says what happened and what to do", async () => {
    const client = create({ fetch: createVendor(() => 601).fetch, explain: explainProblem });
    await expect(client.call(things, id)).rejects.toThrow("the account's balance is used up");
  });

  test("`judgeTransportFailure` tells what cost nothing", async () => {
    const client = create({ fetch: refuseConnection, judgeTransport: judgeTransportFailure });
    expect(await client.try(things, id)).toMatchObject({ error: { phase: "connect", billing: "unbilled" } });
  });

  test.each([
    [{}, "7", { retryAfterMs: 7000 }],
    [{}, "Mon, 01 Jan 2035 00:00:07 GMT", {}],
    [{ readDelay: readDates }, "7", { retryAfterMs: 7000 }],
    [{ readDelay: readDates }, "Mon, 01 Jan 2035 00:00:07 GMT", { retryAfterMs: 7000 }],
  ])("`readDates` reads when to come back where it is a date, too: %o, %s", async (parts, retryAfter, facts) => {
    const headers = { date: "Mon, 01 Jan 2035 00:00:00 GMT", "retry-after": retryAfter };
    const fetch = createVendor(() => new Response('{"code":302}', { status: 429, headers })).fetch;
    const { error } = await create({ fetch, ...parts }).try(things, id);
    expect(error).toMatchObject(facts);
    expect(error).not.toHaveProperty("resetsAt");
    expect(Object.keys(error ?? {})).toContain("code");
    expect(Object.hasOwn(error ?? {}, "retryAfterMs")).toBe(Object.hasOwn(facts, "retryAfterMs"));
  });

  test("`readDates` tells when a daily quota starts anew", async () => {
    const { fetch } = createVendor(() => 303);
    const { error } = await create({ fetch, readDelay: readDates }).try(things, id);
    expect(error).toMatchObject({ resetsAt: expect.any(Date) as Date });
  });

  test("`readAnyReply` reads other charsets, and stubs that have no text", async () => {
    const bytes = Buffer.from(`\uFEFF{"code":0,"data":"东西"}`, "utf16le");
    for (const reply of [new Response(bytes), { status: 200, json: () => ({ code: 0, data: "东西" }) }]) {
      // Safe: what callers without types may pass.
      const fetch = (async () => reply) as unknown as typeof globalThis.fetch;
      const client = create({ fetch, replyReader: readAnyReply });
      expect(await client.try(things, id)).toMatchObject({ ok: true, data: "东西" });
    }
  });

  test("`emit` may throw and neither costs a paid reply nor keeps a call from ending", async () => {
    const emit = vi.fn<Emit>().mockThrow(new Error("a bug of the listener's"));
    const answered = create({ fetch: createVendor().fetch, emit });
    await expect(answered.try(things, id)).resolves.toMatchObject({ ok: true, meta: { billing: "billed" } });
    const silent = create({ fetch: () => new Promise(() => undefined), timeoutMs: 10, emit });
    await expect(silent.try(things, id)).resolves.toMatchObject({ error: { kind: "timeout", billing: "unknown" } });
  });

  test("`createEmit` hands events to a listener", async () => {
    const heard: string[] = [];
    const client = create({ fetch: createVendor().fetch, emit: createEmit(({ type }) => void heard.push(type)) });
    await client.call(things, id);
    expect(heard).toEqual(["attempt", "billed"]);
  });
});

test.each<[string, Stage["aroundCall"]]>([
  ["rejects", () => Promise.reject(new Error("a bug"))],
  [
    "throws",
    () => {
      throw new Error("a bug");
    },
  ],
])("twins let go of a call when a stage further in %s", async (_how, aroundCall) => {
  let isBroken = true;
  const stage: Stage = {
    aroundCall: (call, next) => (isBroken && aroundCall !== undefined ? aroundCall(call, next) : next()),
  };
  const client = create({ fetch: createVendor().fetch, stages: [createTwinsStage(), stage] });
  await expect(client.try(things, id)).rejects.toThrow("a bug");
  isBroken = false;
  await expect(client.try(things, id)).resolves.toMatchObject({ ok: true, meta: { cached: false } });
});

test("an error of a make of its own, which cannot be made twice, reaches the first of two twins and fails the other", async () => {
  let made = 0;
  class OwnError extends ConfigError {
    constructor(message: string, details: { readonly meta: Meta }) {
      super(message, details);
      if ((made += 1) > 1) throw new TypeError("no second one");
    }
  }
  const own: Stage = {
    aroundCall: async (call) => {
      const meta = call.meta();
      return { ok: false, error: new OwnError("of its own", { meta }), meta };
    },
  };
  const client = create({ stages: [createTwinsStage(), own] });
  const [first, twin] = await Promise.allSettled([client.try(things, id), client.try(things, id)]);
  expect(first).toMatchObject({ value: { ok: false, error: { message: "of its own" } } });
  expect(twin).toMatchObject({ reason: { message: "no second one" } });
});
