import { type Client, createClient, JustOneError, type Page } from "@just-one/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pagers } from "../src/pages/pagers.ts";
import { collect } from "./support/collect.ts";
import { createReply, createVendor, type Vendor } from "./support/create-vendor.ts";
import { comments, pagedCatalog, type PagedTestOperations, posts, videos } from "./support/paged-operations.ts";

/** A client whose vendor gives these pages one after the other, the last one for ever. */
function createScene(pages: readonly unknown[]): { client: Client<PagedTestOperations>; vendor: Vendor } {
  const vendor = createVendor(({ number }) => {
    const data = pages[Math.min(number, pages.length) - 1];
    return typeof data === "number" ? data : createReply(0, { data });
  });
  const client = createClient<PagedTestOperations>({
    token: "marked-token-for-tests",
    baseUrl: "http://127.0.0.1:9",
    catalog: pagedCatalog,
    fetch: vendor.fetch,
    retry: false,
  });
  return { client, vendor };
}

/** What the vendor was asked for, page by page. */
function listAsked(vendor: Vendor, name: string): (string | null)[] {
  return vendor.asked.map(({ parameters }) => parameters.get(name));
}

describe("the pages of an operation", () => {
  test("follow the reply's cursor until the vendor says that it was the last", async () => {
    const { client, vendor } = createScene([
      { aweme_list: [1, 2], max_cursor: 1_700_000_000_000, has_more: 1 },
      { aweme_list: [3], max_cursor: "1600000000000", has_more: true },
      { aweme_list: [4], max_cursor: 0, has_more: 0 },
    ]);
    const all = await collect(client.pages(videos, { secUid: "u" }, { maxCalls: 10 }));
    expect(listAsked(vendor, "maxCursor")).toEqual([null, "1700000000000", "1600000000000"]);
    expect(all.flatMap(({ data }) => data.aweme_list ?? [])).toEqual([1, 2, 3, 4]);
    expect(all.map(({ meta }) => meta.billing)).toEqual(["billed", "billed", "billed"]);
    expect(all.map(({ next }) => next)).toEqual([
      { secUid: "u", maxCursor: "1700000000000" },
      { secUid: "u", maxCursor: "1600000000000" },
      undefined,
    ]);
  });

  test("go where the vendor says, whatever their caller does to what it has in hand", async () => {
    const { client, vendor } = createScene([
      { aweme_list: [1], max_cursor: 1, has_more: 1 },
      { aweme_list: [2], max_cursor: 2, has_more: 1 },
    ]);
    const first = { secUid: "u" };
    const options = { maxCalls: 2, timeoutMs: 1000 };
    for await (const { next } of client.pages(videos, first, options)) {
      Object.assign(next ?? {}, { secUid: "other", maxCursor: "other" });
      Object.assign(first, { secUid: "other" });
      Object.assign(options, { maxCalls: 99, timeoutMs: -1 });
    }
    expect(listAsked(vendor, "secUid")).toEqual(["u", "u"]);
    expect(listAsked(vendor, "maxCursor")).toEqual([null, "1"]);
  });

  test("keep a cursor beyond 2^53 whole", async () => {
    const vendor = createVendor(({ number }) =>
      number === 1
        ? new Response('{"code":0,"data":{"aweme_list":[1],"max_cursor":7048929565493690398,"has_more":1}}')
        : createReply(0, { data: { aweme_list: [] } }),
    );
    const client = createClient<PagedTestOperations>({
      token: "marked-token",
      catalog: pagedCatalog,
      fetch: vendor.fetch,
    });
    await collect(client.pages(videos, { secUid: "u" }, { maxCalls: 2 }));
    expect(listAsked(vendor, "maxCursor")).toEqual([null, "7048929565493690398"]);
  });

  test.each<[string, number | string | undefined, (string | null)[]]>([
    ["from 1 when the caller names none", undefined, [null, "2", "3"]],
    ["on from a number", 7, ["7", "8", "9"]],
    ["on from a text", "7", ["7", "8", "9"]],
  ])("are counted %s", async (_how, page, expected) => {
    const { client, vendor } = createScene([{ comments: [1], has_more: 1 }]);
    const all = await collect(client.pages(comments, { awemeId: "a", page }, { maxCalls: 3 }));
    expect(listAsked(vendor, "page")).toEqual(expected);
    expect(typeof all[0]?.next?.page).toBe(page === undefined ? "number" : typeof page);
  });

  test.each([false, 0, "0", "false"])("end when the flag is %j", async (flag) => {
    const { client, vendor } = createScene([{ comments: [1], has_more: flag }]);
    const all = await collect(client.pages(comments, { awemeId: "a" }, { maxCalls: 5 }));
    expect(vendor.asked).toHaveLength(1);
    expect(all[0]).not.toHaveProperty("next");
  });

  test.each([true, 1, "1", "true", null, undefined, "yes"])("go on when the flag is %j", async (flag) => {
    const { client, vendor } = createScene([{ comments: [1], has_more: flag }]);
    await collect(client.pages(comments, { awemeId: "a" }, { maxCalls: 2 }));
    expect(vendor.asked).toHaveLength(2);
  });

  test.each<[string, unknown, "last" | "stuck"]>([
    ["is empty", { comments: [] }, "last"],
    ["is empty, and the flag says no", { comments: [], has_more: 0 }, "last"],
    ["has items that are no list", { comments: { "0": 1 } }, "stuck"],
    ["is null", null, "stuck"],
    ["is a text", "no more", "stuck"],
  ])("are counted no further than a page that %s, and it tells why", async (_what, data, end) => {
    const { client, vendor } = createScene([{ comments: [1], has_more: 1 }, data]);
    const all = await collect(client.pages(comments, { awemeId: "a" }, { maxCalls: 5 }));
    expect(vendor.asked).toHaveLength(2);
    expect(all[1]?.data).toEqual(data);
    expect(all[1]).toMatchObject({ end });
    expect(all[1]).not.toHaveProperty("next");
  });

  test.each([1, true, "1", "true", "True", " TRUE "])(
    "go on after empty ones while the flag says %j, counted or not, and find what follows",
    async (flag) => {
      const counted = createScene([
        { comments: [1], has_more: flag },
        { comments: [], has_more: flag },
        { comments: null, has_more: flag },
        { comments: [2], has_more: 0 },
      ]);
      const all = await collect(counted.client.pages(comments, { awemeId: "a" }, { maxCalls: 9 }));
      expect(all.flatMap(({ data }) => (data as { comments?: number[] | null }).comments ?? [])).toEqual([1, 2]);
      const pointed = createScene([
        { aweme_list: [1, 2], max_cursor: 100, has_more: flag },
        { aweme_list: [], max_cursor: 200, has_more: flag },
        { max_cursor: 300, has_more: flag },
        { aweme_list: [3, 4, 5], max_cursor: 0, has_more: false },
      ]);
      const videosFound = await collect(pointed.client.pages(videos, { secUid: "u" }, { maxCalls: 9 }));
      expect(videosFound.flatMap(({ data }) => data.aweme_list ?? [])).toEqual([1, 2, 3, 4, 5]);
      expect(videosFound.map(({ next, end }) => next?.maxCursor ?? end)).toEqual(["100", "200", "300", "last"]);
    },
  );

  test("that stay empty for ever cost `maxCalls`, and tell how to go on", async () => {
    const vendor = createVendor(({ number }) =>
      createReply(0, { data: { aweme_list: [], max_cursor: number * 100, has_more: 1 } }),
    );
    const client = createClient<PagedTestOperations>({
      token: "marked-token",
      catalog: pagedCatalog,
      fetch: vendor.fetch,
    });
    const all = await collect(client.pages(videos, { secUid: "u" }, { maxCalls: 4 }));
    expect(vendor.asked).toHaveLength(4);
    expect(all.at(-1)?.next).toEqual({ secUid: "u", maxCursor: "400" });
  });

  test("without a flag go on over an empty one whose cursor moves", async () => {
    const { client, vendor } = createScene([
      { timeline: [1], next_cursor: "b" },
      { timeline: [], next_cursor: "c" },
      { timeline: [2], next_cursor: "" },
    ]);
    const all = await collect(client.pages(posts, { restId: "r" }, { maxCalls: 9 }));
    expect(vendor.asked).toHaveLength(3);
    expect(all.at(-1)).toMatchObject({ end: "last" });
  });

  test.each([0, "0", " ", "", null, undefined, "000"])(
    "do not pay for the first one again when the cursor is %j though there is more, and say that they are stuck",
    async (cursor) => {
      for (const maxCursor of [undefined, "0", "500"]) {
        const { client, vendor } = createScene([{ aweme_list: [1], max_cursor: cursor, has_more: 1 }]);
        const all = await collect(client.pages(videos, { secUid: "u", maxCursor }, { maxCalls: 9 }));
        expect(vendor.asked).toHaveLength(1);
        expect(all[0]).toMatchObject({ end: "stuck" });
        expect(all[0]).not.toHaveProperty("next");
      }
    },
  );

  test("are stuck where the cursor does not move, whatever its type", async () => {
    for (const cursor of [500, "500"]) {
      const { client, vendor } = createScene([{ aweme_list: [1], max_cursor: cursor, has_more: 1 }]);
      const all = await collect(client.pages(videos, { secUid: "u", maxCursor: "500" }, { maxCalls: 9 }));
      expect(vendor.asked).toHaveLength(1);
      expect(all[0]).toMatchObject({ end: "stuck" });
    }
  });

  test.each<[string, unknown]>([
    ["missing", {}],
    ["null", { next_cursor: null }],
    ["empty", { next_cursor: "" }],
    ["no cursor", { next_cursor: { a: 1 } }],
    ["inherited", JSON.parse('{"__proto__": {"next_cursor": "c"}}')],
  ])("end when the next cursor is %s", async (_what, members) => {
    const { client, vendor } = createScene([{ timeline: [1], ...(members as object) }]);
    await collect(client.pages(posts, { restId: "r" }, { maxCalls: 5 }));
    expect(vendor.asked).toHaveLength(1);
  });

  test("end when a cursor comes back that was there before", async () => {
    const { client, vendor } = createScene([
      { timeline: [1], next_cursor: "b" },
      { timeline: [2], next_cursor: 3 },
      { timeline: [3], next_cursor: "a" },
    ]);
    const all = await collect(client.pages(posts, { restId: "r", cursor: "a" }, { maxCalls: 50 }));
    expect(listAsked(vendor, "cursor")).toEqual(["a", "b", "3"]);
    expect(all.at(-1)).not.toHaveProperty("next");
  });

  test("are never more than `maxCalls`, whatever the vendor answers", async () => {
    const replies = fc.array(
      fc.record({
        timeline: fc.oneof(fc.array(fc.integer()), fc.constant(null)),
        next_cursor: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(replies, fc.integer({ min: 1, max: 8 }), async (pages, maxCalls) => {
        const { client, vendor } = createScene(pages);
        const all = await collect(client.pages(posts, { restId: "r" }, { maxCalls }));
        expect(all.length).toBe(vendor.asked.length);
        expect(all.length).toBeLessThanOrEqual(maxCalls);
        const cursors = listAsked(vendor, "cursor");
        expect(new Set(cursors).size).toBe(cursors.length);
      }),
    );
  });

  test("go on another time from `next` of the last one", async () => {
    const { client, vendor } = createScene(
      [1, 2, 3].map((page) => ({ timeline: [page], next_cursor: `after ${page}` })),
    );
    let last: Page<unknown, { restId: string; cursor?: string | undefined }> | undefined;
    for await (const page of client.pages(posts, { restId: "r" }, { maxCalls: 2 })) last = page;
    expect(last?.next).toEqual({ restId: "r", cursor: "after 2" });
    if (last?.next !== undefined) await collect(client.pages(posts, last.next, { maxCalls: 1 }));
    expect(listAsked(vendor, "cursor")).toEqual([null, "after 1", "after 2"]);
  });

  test("are asked for one by one, as the caller takes them", async () => {
    const { client, vendor } = createScene([{ comments: [1], has_more: 1 }]);
    for await (const page of client.pages(comments, { awemeId: "a" }, { maxCalls: 50 })) {
      expect(page.meta.attempts).toHaveLength(1);
      if (vendor.asked.length === 3) break;
    }
    expect(vendor.asked).toHaveLength(3);
  });

  test("that fail in the middle throw after those before have come", async () => {
    const { client, vendor } = createScene([{ timeline: [1], next_cursor: "b" }, 400]);
    const pages = client.pages(posts, { restId: "r" }, { maxCalls: 5 });
    const first = await pages.next();
    expect(first).toMatchObject({ value: { next: { restId: "r", cursor: "b" } } });
    await expect(pages.next()).rejects.toSatisfy((error) => JustOneError.isInstance(error) && error.kind === "api");
    expect(await pages.next()).toEqual({ done: true, value: undefined });
    expect(vendor.asked).toHaveLength(2);
  });

  test("heed the settings of calls", async () => {
    const { client } = createScene([{ timeline: [1], next_cursor: "b" }]);
    const signal = AbortSignal.abort();
    await expect(client.pages(posts, { restId: "r" }, { maxCalls: 5, signal }).next()).rejects.toMatchObject({
      kind: "aborted",
    });
    await collect(client.pages(posts, { restId: "r" }, { maxCalls: 1, label: "report" }));
    expect(await client.usage()).toMatchObject([
      { label: "", spentCalls: 0 },
      { label: "report", spentCalls: 1 },
    ]);
  });
});

test.each([0, -1, 1.5, Number.NaN, undefined, "3"])(
  "a `maxCalls` of %s is refused, and nothing sent",
  async (maxCalls) => {
    const { client, vendor } = createScene([{ timeline: [1], next_cursor: "b" }]);
    // Safe: what callers without types may pass.
    const pages = client.pages(posts, { restId: "r" }, { maxCalls: maxCalls as number });
    await expect(pages.next()).rejects.toThrow("`maxCalls` must be a whole number, 1 or more");
    expect(vendor.asked).toEqual([]);
  },
);

test.each(["GET /things/v1", "constructor", "__proto__"])(
  "%s has no row, and callers without types are told",
  (operation) => {
    const { client } = createScene([]);
    expect(() => client.pages(operation as typeof posts, { restId: "r" }, { maxCalls: 1 })).toThrow(
      `"${operation}" has no row in the table of pagers`,
    );
  },
);

test("every row of the table is complete", () => {
  for (const [operation, pager] of Object.entries(pagers)) {
    expect(operation).toMatch(/^(?:GET|POST) \/api\//);
    expect(pager.input).not.toBe("");
    expect(pager.items.length).toBeGreaterThan(0);
  }
});
