import { expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createReply } from "./support/create-vendor.ts";
import { measureHeap } from "./support/measure-heap.ts";

const things = "GET /things/v1";
const codes = [0, 0, 0, 400, 0, 301, 0, 0, 0, 0];
const rounds = 5;
const callsARound = 4000;
const megabyte = 1024 * 1024;

test("the memory stays flat over 20,000 calls with everything on", async () => {
  let requests = 0;
  let events = 0;
  const client = createTestClient({
    fetch: async () => createReply(codes[(requests += 1) % codes.length] ?? 0),
    token: async () => "marked-token-for-tests",
    deadlineMs: 60_000,
    rateLimiter: { concurrency: 64, requestsPerMinute: 10_000_000 },
    budget: { maxCost: "1000000.00", window: "day" },
    prices: { [things]: "0.15" },
    cache: { ttlMs: 60_000 },
    onEvent: () => void (events += 1),
  });
  const { signal } = new AbortController();
  const options = { concurrency: 100, label: "report", signal, order: "completion" } as const;

  const sizes: number[] = [];
  let succeeded = 0;
  for (let round = 0; round < rounds; round += 1) {
    const inputs = Array.from({ length: callsARound }, (_, index) => ({ id: `${round}-${index}` }));
    for await (const { ok } of client.map(things, inputs, options)) succeeded += ok ? 1 : 0;
    inputs.length = 0;
    sizes.push(await measureHeap());
  }

  expect(succeeded).toBeGreaterThan(0.8 * rounds * callsARound);
  expect(requests).toBeGreaterThan(rounds * callsARound);
  expect(events).toBeGreaterThan(2 * rounds * callsARound);
  // From the third round on, when the cache is full and the code compiled. The limiter may keep one number (8 bytes) for
  // each start of the last minute, which is about 0.1 MB here; what a call leaves in a map, 100 bytes at least, would be 0.8.
  const [start = 0, ...later] = sizes.slice(2);
  expect(Math.max(...later) - start).toBeLessThan(0.6 * megabyte);
});
