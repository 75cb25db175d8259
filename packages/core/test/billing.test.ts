import { ConfigError, type Result } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { addBilling, type Billing } from "../src/billing.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";
const id = { id: "1" };

test.each<[Billing, Billing, Billing]>([
  ["billed", "unbilled", "billed"],
  ["billed", "unknown", "billed"],
  ["unbilled", "billed", "billed"],
  ["unknown", "billed", "billed"],
  ["unknown", "unbilled", "unknown"],
  ["unbilled", "unknown", "unknown"],
  ["unbilled", "unbilled", "unbilled"],
])("an attempt that is %s and one that is %s make a call that is %s", (one, other, sum) => {
  expect(addBilling(one, other)).toBe(sum);
});

describe("a request that was never sent is given back to the ledger", () => {
  test.each<[string, () => Promise<readonly [Result<unknown>, readonly unknown[]]>]>([
    [
      "when the token function fails",
      () => tryOnce({ token: () => Promise.reject(new Error("no secret store")), fetch: createVendor().fetch }),
    ],
    ["when the caller aborts while the token is asked for", () => tryAborted({ token: hang })],
    [
      "when the caller aborts while the limiter lets nobody through",
      () => tryAborted({ rateLimiter: { acquire: hang } }),
    ],
    ["when the deadline passes while the token is asked for", () => tryOnce({ token: hang, deadlineMs: 10 })],
    ["when time is up while the token is asked for", () => tryOnce({ token: hang, timeoutMs: 10, retry: false })],
    ["when the deadline has passed already", () => tryOnce({ deadlineMs: -1 })],
    [
      "when the connection is refused",
      () => {
        const cause = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
        return tryOnce({ fetch: () => Promise.reject(new TypeError("failed", { cause })), retry: false });
      },
    ],
  ])("%s", async (_when, act) => {
    const [result, usage] = await act();
    expect(result).toMatchObject({ ok: false, error: { billing: "unbilled" }, meta: { billing: "unbilled" } });
    for (const row of usage) expect(row).toMatchObject({ spentCalls: 0, reservedCalls: 0, unknownCalls: 0 });
  });
});

test("a deadline that has passed says that nothing was under way", async () => {
  const [result] = await tryOnce({ deadlineMs: -1 });
  expect(result.ok ? "" : result.error.message).toContain("no request was under way");
});

test("an abort while the token is asked for says that nothing was under way", async () => {
  const [result] = await tryAborted({ token: hang });
  expect(result.ok ? "" : result.error.message).toContain("no request was under way");
});

test("a number that cannot work is named as the option that it is", async () => {
  expect(() => createTestClient({ timeoutMs: 0 })).toThrow(ConfigError);
  expect(() => createTestClient({ timeoutMs: 0 })).toThrow(/^`timeoutMs` must be a number, 1 or more$/);
  expect(() => createTestClient({ timeoutMs: 1.5 })).not.toThrow();
  expect(() => createTestClient({ maxResponseBytes: 1.5 })).toThrow(ConfigError);
  expect(() => createTestClient({ deadlineMs: Number.NaN })).toThrow(/^`deadlineMs` must be a number$/);
  expect(() => createTestClient({ maxResponseBytes: 0 })).toThrow(
    /^`maxResponseBytes` must be a whole number, 1 or more$/,
  );
  expect(() => createTestClient({ retry: { capMs: -1 } })).toThrow(/^`retry\.capMs` must be a number, 0 or more$/);
  const client = createTestClient({ fetch: createVendor().fetch });
  await expect(client.call(things, id, { retry: { maxAttempts: 0 } })).rejects.toThrow(
    /^`retry\.maxAttempts` must be a whole number, 1 or more$/,
  );
  await expect(client.call(things, id, { retry: false })).resolves.toMatchObject({ meta: { billing: "billed" } });
});

function hang(): Promise<never> {
  return new Promise(() => {});
}

type Options = Parameters<typeof createTestClient>[0];

async function tryOnce(options: Options): Promise<readonly [Result<unknown>, readonly unknown[]]> {
  const client = createTestClient({ fetch: createVendor().fetch, ...options });
  return [await client.try(things, id), await client.usage()];
}

/** Aborts once the call waits. */
async function tryAborted(options: Options): Promise<readonly [Result<unknown>, readonly unknown[]]> {
  const client = createTestClient({ fetch: createVendor().fetch, ...options });
  const controller = new AbortController();
  const result = client.try(things, id, { signal: controller.signal });
  await Promise.resolve();
  controller.abort();
  return [await result, await client.usage()];
}
