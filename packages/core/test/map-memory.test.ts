import type { Result } from "@just-one/core";
import { describe, expect, test } from "vitest";
import { mapCalls } from "../src/pages/map-calls.ts";
import { createTestClient } from "./support/create-test-client.ts";
import { createDoor, createVendor } from "./support/create-vendor.ts";
import { createInputs } from "./support/inputs.ts";
import { measureHeap } from "./support/measure-heap.ts";
import { emptyMeta } from "../src/meta.ts";

const megabyte = 1024 * 1024;

const result: Result<unknown> = { ok: true, data: null, meta: emptyMeta("GET /things/v1") };

describe("very many inputs", () => {
  test("(a million) take no more memory than a few, though the first call hangs and all others overtake it", async () => {
    const door = createDoor();
    const call = async ({ id }: { id: string }): Promise<Result<unknown>> => {
      if (id === "0") await door.opened;
      return result;
    };
    const before = await measureHeap();
    let count = 0;
    let grown = 0;
    for await (const _ of mapCalls({ inputs: createInputs(1_000_000), options: { order: "completion" }, call })) {
      count += 1;
      if (count !== 999_999) continue;
      grown = (await measureHeap()) - before;
      door.open();
    }
    expect(count).toBe(1_000_000);
    expect(grown).toBeLessThan(2 * megabyte);
  });

  test("(200,000) in their order take no more memory either", async () => {
    const before = await measureHeap();
    let count = 0;
    let grown = 0;
    for await (const item of mapCalls({ inputs: createInputs(200_000), options: {}, call: async () => result })) {
      count += 1;
      if (item.index === 199_998) grown = (await measureHeap()) - before;
    }
    expect(count).toBe(200_000);
    expect(grown).toBeLessThan(megabyte);
  });
});

test("a slow reader, or a slow first call, has no more results waiting than calls may run at once", async () => {
  const taken = { count: 0 };
  const door = createDoor();
  const vendor = createVendor(async ({ parameters }) => {
    if (parameters.get("id") === "0") await door.opened;
    return 0;
  });
  const client = createTestClient({ fetch: vendor.fetch });
  let yielded = 0;
  const ahead: number[] = [];
  setTimeout(() => door.open(), 20);
  for await (const _ of client.map("GET /things/v1", createInputs(50, taken), { concurrency: 4 })) {
    yielded += 1;
    for (let ticks = 0; ticks < 5; ticks += 1) await new Promise((resolve) => void setImmediate(resolve));
    ahead.push(taken.count - yielded);
  }
  expect(yielded).toBe(50);
  expect(Math.max(...ahead)).toBeLessThanOrEqual(4);
});
