import type { Validator } from "@just-one/api";
import {
  type ClientEvent,
  type ClientOptions,
  ConfigError,
  type MismatchReport,
  type OnMismatch,
  MismatchError,
  createClient,
} from "@just-one/core";
import { createLeanClient, createValidationStage } from "@just-one/core/lean";
import { validators } from "@just-one/api/validators";
import { describe, expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

const operation = "GET /things/v1";
const mismatches = [{ path: "data.name", expected: "string", actual: "number" }];
const secret = 424_242;

/** Accepts only a name that is text, as a generated validator would. */
const nameIsText: Validator = {
  operation,
  check: (data) => (typeof (data as { name?: unknown }).name === "string" ? [] : mismatches),
};

function createValidating(options: Partial<ClientOptions>, data: unknown = { name: secret }) {
  const vendor = createVendor(() => createReply(0, { data }));
  const events: ClientEvent[] = [];
  const client = createTestClient({
    fetch: vendor.fetch,
    onEvent: (event) => events.push(event),
    validators: [nameIsText],
    ...options,
  });
  return { client, vendor, told: () => events.filter(({ type }) => type === "mismatch") };
}

describe("data that is not of its type", () => {
  test("is nobody's business by default", async () => {
    const { client, told } = createValidating({});
    expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: true, data: { name: secret } });
    expect(told()).toEqual([]);
  });

  test("arrives all the same with warn, and the event names the places without what stands there", async () => {
    const { client, told } = createValidating({ validate: "warn" });
    expect(await client.try(operation, { id: "1" }, { label: "mine" })).toMatchObject({
      ok: true,
      data: { name: secret },
      meta: { billing: "billed" },
    });
    expect(told()).toMatchObject([{ type: "mismatch", operation, label: "mine", mismatches }]);
    expect(JSON.stringify(told())).not.toContain(String(secret));
  });

  test("fails the call with error, which says that it was billed, what differs, and is never sent again", async () => {
    const { client, vendor } = createValidating({ validate: "error" });
    const result = await client.try(operation, { id: "1" });
    expect(result).toMatchObject({
      ok: false,
      error: { kind: "mismatch", billing: "billed", retryable: false, mismatches },
      meta: { billing: "billed" },
    });
    if (result.ok) throw new Error("it should have failed");
    expect(result.error).toBeInstanceOf(MismatchError);
    expect(result.error.message).toMatch(
      /data\.name is number, not string.*the call was billed, and sending it again costs again\. The types may be out of date/,
    );
    expect(JSON.stringify(result.error) + String(result.error)).not.toContain(String(secret));
    expect(vendor.asked).toHaveLength(1);
  });

  test.each([
    [3, /is not of its type \(a0 is null, not text; a1 is null, not text; a2 is null, not text\); the call/],
    [
      5,
      /is not of its type \(a0 is null, not text; a1 is null, not text; a2 is null, not text; and 2 more\); the call/,
    ],
  ])("in %i places is told with the first three in the message, and in full beside it", async (count, message) => {
    const all = Array.from({ length: count }, (_, at) => ({ path: `a${at}`, expected: "text", actual: "null" }));
    const { client } = createValidating({ validate: "error", validators: [{ operation, check: () => all }] });
    const result = await client.try(operation, { id: "1" });
    expect(result).toMatchObject({ error: { message: expect.stringMatching(message), mismatches: all } });
  });

  test("is handed to onMismatch with the data, so that error mode loses nothing that was paid for", async () => {
    const reports: MismatchReport[] = [];
    const { client } = createValidating({ validate: "error", onMismatch: (report) => reports.push(report) });
    await client.try(operation, { id: "1" });
    expect(reports).toEqual([{ operation, mismatches, data: { name: secret } }]);
  });

  test.each<OnMismatch>([
    () => {
      throw new Error("an observer's own");
    },
    () => Promise.reject(new Error("an observer's own, later")),
  ])("does not fail a call because an observer does", async (onMismatch) => {
    const { client } = createValidating({ validate: "warn", onMismatch });
    expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: true });
  });

  test("is kept by the cache: asking again costs nothing, and is judged again", async () => {
    const { client, vendor, told } = createValidating({ validate: "error", cache: { ttlMs: 60_000 } });
    const first = await client.try(operation, { id: "1" });
    const second = await client.try(operation, { id: "1" });
    expect([first.meta.billing, second.meta.billing]).toEqual(["billed", "unbilled"]);
    expect(second).toMatchObject({ ok: false, error: { kind: "mismatch" }, meta: { cached: true } });
    expect(second.ok ? "" : second.error.message).toContain("it came from the cache");
    expect(second.error?.data).toEqual(first.error?.data);
    expect(JSON.stringify(second)).not.toContain(JSON.stringify(second.error?.data));
    expect([vendor.asked.length, told().length]).toEqual([1, 2]);
  });

  test("is no word about the bill where a middleware answered", async () => {
    const middleware = [{ onRequest: () => createReply(0, { data: { name: 5 } }) }];
    const { client } = createValidating({ validate: "error", middleware });
    const { error } = await client.try(operation, { id: "1" });
    expect(error).toMatchObject({ kind: "mismatch", billing: "unbilled", data: { name: 5 } });
    expect(error?.message).toMatch(/nothing was billed\. The types/);
  });

  test("is told of a validator that throws, without its words", async () => {
    const broken: Validator = {
      operation,
      check: (data) => {
        throw new Error(JSON.stringify(data));
      },
    };
    const { client, told } = createValidating({ validate: "error", validators: [broken] });
    expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: false, error: { kind: "mismatch" } });
    expect(told()).toMatchObject([
      { mismatches: [{ path: "data", expected: "what its validator can check", actual: "what made it throw" }] },
    ]);
    expect(JSON.stringify(told())).not.toContain(String(secret));
  });
});

test("data of its type, failures and operations without a validator pass", async () => {
  const fitting = createValidating({ validate: "error" }, { name: "a thing" });
  expect(await fitting.client.try(operation, { id: "1" })).toMatchObject({ ok: true });
  const others = createValidating({ validate: "error" });
  expect(await others.client.try("POST /searches/v1", { text: "x" })).toMatchObject({ ok: true });
  const failing = createTestClient({
    fetch: createVendor(() => 400).fetch,
    validate: "error",
    validators: [nameIsText],
  });
  expect(await failing.try(operation, { id: "1" })).toMatchObject({ ok: false, error: { kind: "api", code: 400 } });
});

test.each<[Partial<ClientOptions>, RegExp]>([
  [
    { validate: "warn", validators: undefined },
    /needs `validators`: import \{ validators \} from "@just-one\/api\/validators"/,
  ],
  [{ validate: "error", validators: undefined }, /^`validate: "error"` needs `validators`/],
  [{ validate: "loud" as "warn" }, /`validate` must be "off", "warn" or "error"/],
])("options that cannot work are refused at once: %j", (options, message) => {
  expect(() => createValidating(options)).toThrow(ConfigError);
  expect(() => createValidating(options)).toThrow(message);
});

test("the seed's operation is checked with the generated validators, where integers beyond 2^53 are text by then", async () => {
  const data = '{"play_mid":"1","interact_rate":{"value":7048929565493690398,"overtake":1.5}}';
  const fetch = createVendor(() => new Response(`{"code":0,"data":${data}}`)).fetch;
  const client = createClient({ token: markedToken, fetch, validate: "error", validators });
  const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  expect(await client.try(spreadInfo, { oAuthorId: "1" })).toMatchObject({
    error: { mismatches: [{ path: "data.interact_rate.overtake", expected: "integer", actual: "number" }] },
  });
});

test("a lean client validates when it is given the stage", async () => {
  const { fetch } = createVendor(() => createReply(0, { data: { name: 1 } }));
  const client = createLeanClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    fetch,
    catalog: testCatalog,
    stages: [createValidationStage({ validate: "error", validators: [nameIsText] })],
  });
  expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: false, error: { kind: "mismatch" } });
});
