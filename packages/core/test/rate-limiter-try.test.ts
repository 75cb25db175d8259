import { type ClientEvent, type RateLimiter, type RequestOutcome } from "@just-one/core";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";

/** A limiter of the caller's whose `tryAcquire` is given; writes down who was asked and what it is told. */
function createLimiter(tryAcquire: () => "free" | "full") {
  const asked: string[] = [];
  const outcomes: RequestOutcome[] = [];
  const release = (outcome: RequestOutcome): void => void outcomes.push(outcome);
  const limiter: RateLimiter = {
    acquire: () => {
      asked.push("acquire");
      return Promise.resolve(release);
    },
    tryAcquire: () => {
      asked.push("tryAcquire");
      return tryAcquire() === "free" ? release : undefined;
    },
  };
  return { limiter, asked, outcomes };
}

describe("a limiter with `tryAcquire`", () => {
  test("is not asked to wait for a place that is free", async () => {
    const { limiter, asked, outcomes } = createLimiter(() => "free");
    await createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter }).call(things, { id: "1" });
    expect(asked).toEqual(["tryAcquire"]);
    expect(outcomes).toEqual(["succeeded"]);
  });

  test.each([
    ["has no place free", (): "full" => "full"],
    [
      "throws",
      (): never => {
        throw new Error("of the caller's");
      },
    ],
  ])("is asked to wait when it %s", async (_, tryAcquire) => {
    const { limiter, asked, outcomes } = createLimiter(tryAcquire);
    await createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter }).call(things, { id: "1" });
    expect(asked).toEqual(["tryAcquire", "acquire"]);
    expect(outcomes).toEqual(["succeeded"]);
  });

  test("gives no place to a call that was aborted before", async () => {
    const { limiter, asked, outcomes } = createLimiter(() => "free");
    const client = createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter, twins: false });
    const result = await client.try(things, { id: "1" }, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(asked).not.toContain("tryAcquire");
    expect(outcomes).not.toContain("succeeded");
  });
});

describe("a limiter that makes wait", () => {
  test("no longer than the event loop takes is no throttling", async () => {
    const events: ClientEvent[] = [];
    const { limiter } = createLimiter(() => "full");
    const client = createTestClient({
      fetch: createVendor(() => 0).fetch,
      rateLimiter: limiter,
      onEvent: (event) => events.push(event),
    });
    const clock = vi.spyOn(performance, "now").mockReturnValue(1000); // not a moment passes
    try {
      const { meta } = await client.call(things, { id: "1" });
      expect(meta.attempts).toMatchObject([{ waitedMs: 0 }]);
      expect(events.map(({ type }) => type)).not.toContain("throttled");
    } finally {
      clock.mockRestore();
    }
  });

  test("and fails is no time limit's fault, whatever limit the call has", async () => {
    const { limiter } = createLimiter(() => "full");
    const broken: RateLimiter = { ...limiter, acquire: () => Promise.reject(new Error("of the caller's")) };
    const client = createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: broken });
    for (const deadlineMs of [undefined, 60_000]) {
      const result = await client.try(things, { id: "1" }, { deadlineMs });
      expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    }
  });
});
