import { ConfigError, createMemoryLedger, JustOneError } from "@just-one/core";
import { createBudgetStage, createLeanClient } from "@just-one/core/lean";
import { createPooledFetch } from "@just-one/core/node";
import { expect, onTestFinished, test } from "vitest";
import { isTimeUp } from "../src/time/is-time-up.ts";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";
import { testCatalog, type TestOperations } from "./support/operations.ts";

// What a caller hands over may throw whenever it is looked at: it comes back as itself, or as a sentence.

const things = "GET /things/v1";
const thrower = (): never => {
  throw new TypeError("thrown by the caller's own");
};

test("a getter among the parameters that throws comes back as itself, and nothing is sent", async () => {
  const vendor = createVendor();
  const client = createTestClient({ fetch: vendor.fetch });
  const parameters = Object.defineProperty({ id: "1" }, "x", { get: thrower, enumerable: true });
  await expect(client.try(things, parameters)).rejects.toThrow("thrown by the caller's own");
  expect(vendor.asked).toHaveLength(0);
});

test("a redactor that throws makes its call reject with that", async () => {
  const client = createLeanClient<TestOperations>({
    token: markedToken,
    baseUrl: "http://127.0.0.1:9",
    catalog: testCatalog,
    createRedactor: () => thrower,
    fetch: () => Promise.resolve(Response.json({ code: 0, data: {}, requestId: "r-1" })),
  });
  await expect(client.try(things, { id: "1" })).rejects.toThrow("thrown by the caller's own");
});

test("a middleware that throws what cannot be told is told as that", async () => {
  const client = createTestClient({
    middleware: [{ onRequest: () => Promise.reject({ toString: thrower }) }],
  });
  const result = await client.try(things, { id: "1" });
  expect(result.ok ? "" : result.error.message).toContain("it cannot be told");
});

test("a reason to abort that throws when it is looked at is a cancel", () => {
  const reason = Object.defineProperty({}, "name", { get: thrower });
  expect(isTimeUp(AbortSignal.abort(reason))).toBe(false);
});

test("prices that are neither an object nor a function are refused", () => {
  // Safe: what callers without types may write.
  const prices = 7 as unknown as Record<string, string>;
  expect(() => createBudgetStage({ budget: {}, prices, ledger: createMemoryLedger() })).toThrow(ConfigError);
});

test("an environment that may not be read has no proxies", async () => {
  const env = new Proxy(process.env, {
    get: (all, name) => (/proxy/i.test(String(name)) ? thrower() : Reflect.get(all, name)),
  });
  const real = Object.getOwnPropertyDescriptor(process, "env");
  Object.defineProperty(process, "env", { ...real, value: env });
  onTestFinished(() => void Object.defineProperty(process, "env", real ?? {}));
  const pooled = await createPooledFetch();
  await pooled.close();
  expect(pooled).toBeTypeOf("function");
});

test("headers that were kept travel with a plain error", async () => {
  const vendor = createVendor(() => Response.json({ code: 400 }, { headers: { "x-trace": "t-1" } }));
  const client = createTestClient({ fetch: vendor.fetch, keepHeaders: ["x-trace"] });
  const result = await client.try(things, { id: "1" });
  const plain: unknown = JSON.parse(JSON.stringify(result.ok ? {} : result.error));
  expect(JustOneError.from(plain)?.meta.headers).toEqual({ "x-trace": "t-1" });
});
