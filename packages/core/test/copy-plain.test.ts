import { expect, test } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createVendor } from "./support/create-vendor.ts";

// What holds itself, once or many times over, is refused at once and holds nobody up.

const things = "GET /things/v1";

test.each([1, 2, 3, 10])("a list that holds itself %i times is refused unsent", async (times) => {
  const list: unknown[] = [];
  for (let count = 0; count < times; count += 1) list.push(list);
  const vendor = createVendor();
  const client = createTestClient({ fetch: vendor.fetch });
  for (const filter of [{ list }, { list, object: { list } }]) {
    const result = await client.try(things, { id: "1", filter });
    expect(result).toMatchObject({ ok: false, error: { kind: "validation" } });
  }
  expect(vendor.asked).toHaveLength(0);
});

test("options that hold themselves are refused like any that nobody reads", () => {
  const retry: { maxAttempts: number; self?: object } = { maxAttempts: 1 };
  retry.self = retry;
  expect(() => createTestClient({ retry })).toThrow("`retry.self` is no option");
});
