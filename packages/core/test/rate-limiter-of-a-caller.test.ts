import { type ClientEvent, type RateLimiter, type RequestOutcome } from "@just-one/core";
import { describe, expect, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

const things = "GET /things/v1";

/** A limiter of the caller's that answers as is given; writes down who was asked and what it is told. */
function createLimiter(answer: (release: (outcome: RequestOutcome) => void) => ReturnType<RateLimiter["acquire"]>) {
  const asked: string[] = [];
  const outcomes: RequestOutcome[] = [];
  const limiter: RateLimiter = {
    acquire: (operation) => {
      asked.push(operation);
      return answer((outcome) => void outcomes.push(outcome));
    },
  };
  return { limiter, asked, outcomes };
}

describe("a limiter that answers at once", () => {
  test("is told how the request ended like any other", async () => {
    const { limiter, asked, outcomes } = createLimiter((release) => release);
    await createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter }).call(things, { id: "1" });
    expect(asked).toEqual([things]);
    expect(outcomes).toEqual(["succeeded"]);
  });

  test("is not asked for a call that was aborted before", async () => {
    const { limiter, asked } = createLimiter((release) => release);
    const client = createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter, twins: false });
    const result = await client.try(things, { id: "1" }, { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
    expect(asked).toEqual([]);
  });
});

describe("a limiter that makes wait", () => {
  test("no longer than the event loop takes is no throttling", async () => {
    const events: ClientEvent[] = [];
    const { limiter } = createLimiter((release) => Promise.resolve(release));
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
    const { limiter } = createLimiter(() => Promise.reject(new Error("of the caller's")));
    const client = createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter });
    for (const deadlineMs of [undefined, 60_000]) {
      const result = await client.try(things, { id: "1" }, { deadlineMs });
      expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    }
  });
});

test.each([undefined, null, 5, {}])(
  "a limiter that gives %j instead of a place fails, and nothing is sent",
  async (place) => {
    const vendor = createVendor(() => 0);
    // Safe: what callers without types may give.
    const { limiter } = createLimiter(() => place as never);
    const result = await createTestClient({ fetch: vendor.fetch, rateLimiter: limiter }).try(things, { id: "1" });
    expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
  },
);

test("a limiter that fails later when it is told how a request ended costs neither reply nor process", async () => {
  const limiter: RateLimiter = { acquire: () => () => Promise.reject(new Error("of the caller's")) };
  const { meta } = await createTestClient({ fetch: createVendor(() => 0).fetch, rateLimiter: limiter }).call(things, {
    id: "1",
  });
  await new Promise((resolve) => void setImmediate(resolve)); // an unhandled rejection would fail the run here
  expect(meta.billing).toBe("billed");
});
