import { setImmediate } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";

test("a token function that hangs behind a token's closed door ends its calls within their time", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  let answer: string | Promise<string> = "some-token";
  const vendor = createVendor(() => 602);
  const client = createTestClient({ fetch: vendor.fetch, timeoutMs: 100, token: () => answer });
  expect(await client.try(things, { id: "1" })).toMatchObject({ error: { code: 602 } });
  answer = new Promise(() => undefined);
  const call = client.try(things, { id: "2" });
  for (let ms = 0; ms < 400; ms += 10) {
    await vi.advanceTimersByTimeAsync(10);
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  }
  expect(await call).toMatchObject({ error: { kind: "timeout", billing: "unbilled" }, meta: { attempts: [] } });
  expect(vendor.asked).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
