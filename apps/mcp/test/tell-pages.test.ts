import type { CatalogEntry } from "@just-one/api";
import { expect, test } from "vitest";
import { createNext, tellPages } from "../src/tools/tell-pages.ts";

const entryOf = (operation: string): CatalogEntry => {
  const [method = "", path = ""] = operation.split(" ");
  const common = { summary: "", platform: "", deprecated: false, hidden: false, aliases: [], family: "", version: "" };
  return { operation, method, path, token: "query", parameters: [], ...common };
};

test("a page of a reviewed operation tells the call of the one after it, with ids whole", () => {
  const operation = "GET /api/douyin/get-video-comment/v1";
  expect(tellPages(operation)).toHaveProperty("pages");
  const next = createNext(entryOf(operation), { awemeId: 7048929565493690398n, page: 1 }, "comments[].text");
  expect(next({ has_more: true, comments: [{}] })).toEqual({
    tool: "call_operation",
    arguments: { operation, params: { awemeId: "7048929565493690398", page: 2 }, select: "comments[].text" },
  });
  expect(next({ has_more: false, comments: [{}] })).toBeUndefined();
});

test("of one that nobody has reviewed nothing is guessed, whatever its reply holds", () => {
  const operation = "GET /api/other/list/v1";
  expect(tellPages(operation)).toEqual({});
  expect(
    createNext(entryOf(operation), {}, undefined)({ has_more: true, cursor: "abc", next_page: 2 }),
  ).toBeUndefined();
});
