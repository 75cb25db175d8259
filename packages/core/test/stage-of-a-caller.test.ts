import { expect, test } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { collect } from "./support/collect.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

const operation = "GET /things/v1";

test("what a caller's own stage throws comes out as it is, of a call and of a map", async () => {
  const own = new Error("a stage of the caller's failed");
  const client = createTestClient({ stages: [{ aroundCall: () => Promise.reject(own) }] });
  await expect(client.call(operation, { id: "1" })).rejects.toBe(own);
  await expect(collect(client.map(operation, [{ id: "1" }, { id: "2" }]))).rejects.toBe(own);
});

test.each<[string, (result: unknown) => unknown]>([
  ["at once", (result) => result],
  // oxlint-disable-next-line unicorn/no-thenable -- this is what the test is about
  ["with a promise of another make", (result) => ({ then: (take: (value: unknown) => void) => take(result) })],
])("a stage that answers %s is heard, and the client can be closed", async (_how, give) => {
  const meta = { operation, billing: "unbilled", attempts: [], cached: true };
  // Safe: what callers without types may write.
  const aroundCall = (() => give({ ok: true, data: "kept", meta })) as never;
  const client = createTestClient({ stages: [{ aroundCall }] });
  expect(await client.call(operation, { id: "1" })).toEqual({ data: "kept", meta });
  expect(await client.try(operation, { id: "2" })).toMatchObject({ ok: true, data: "kept" });
  await expect(client.close()).resolves.toBeUndefined();
});

test("a stage has the call, and no way to the token", async () => {
  const found: unknown[] = [];
  const { fetch } = createFakeFetch(respond(envelope(0)));
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const member of Object.values(value)) {
      if (typeof member === "function" && member.length === 0) found.push(member());
      look(member);
    }
  };
  const client = createTestClient({
    fetch,
    token: () => markedToken,
    stages: [
      {
        aroundCall: (call, next) => {
          look(call);
          return next();
        },
      },
    ],
  });
  expect(await client.try(operation, { id: "1" })).toMatchObject({ ok: true });
  expect(await Promise.all(found)).not.toContain(markedToken);
});

test("a price function that fails keeps the call from being sent", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  const result = await createTestClient({ fetch, prices: failToPrice }).try(operation, { id: "1" });
  expect(result).toMatchObject({ ok: false, error: { kind: "config", message: expect.stringContaining("`prices`") } });
  expect(requests).toEqual([]);
});

function failToPrice(): string {
  throw new Error("no price list");
}
