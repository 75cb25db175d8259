import type { Client } from "@just-one/core";
import { expectTypeOf, test } from "vitest";
import { comments, type PagedTestOperations, posts, videos } from "./support/paged-operations.ts";

declare const client: Client<PagedTestOperations>;

test("pages are typed by their operation", () => {
  const pages = client.pages(videos, { secUid: "u" }, { maxCalls: 1 });
  type Item = Awaited<ReturnType<typeof pages.next>>["value"] & object;
  expectTypeOf<Item["data"]>().toEqualTypeOf<{ readonly aweme_list?: readonly unknown[] }>();
  expectTypeOf<NonNullable<Item["next"]>>().toEqualTypeOf<{ secUid: string; maxCursor?: string | undefined }>();
});

test("an operation without a row is a type error", () => {
  // @ts-expect-error -- it is in the catalog, but nobody has reviewed how it pages
  void client.pages("GET /things/v1", { id: "1" }, { maxCalls: 1 });
  expectTypeOf(client).toHaveProperty("pages");
});

test("an operation with a row that the client does not have is a type error", () => {
  // @ts-expect-error -- a pager of another operation map
  void client.pages("GET /api/instagram/get-user-posts/v1", { username: "u" }, { maxCalls: 1 });
  expectTypeOf(client).toHaveProperty("pages");
});

test("`maxCalls` is required, because every page costs", () => {
  // @ts-expect-error -- no options
  void client.pages(posts, { restId: "r" });
  // @ts-expect-error -- options without it
  void client.pages(posts, { restId: "r" }, { label: "report" });
  // @ts-expect-error -- undefined is no number
  void client.pages(posts, { restId: "r" }, { maxCalls: undefined });
  expectTypeOf(client).toHaveProperty("pages");
});

test("wrong parameters are a type error", () => {
  // @ts-expect-error -- those of another operation
  void client.pages(comments, { restId: "r" }, { maxCalls: 1 });
  expectTypeOf(client).toHaveProperty("pages");
});
