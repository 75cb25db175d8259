import { expect, test } from "vitest";
import { findNextPage } from "../src/pages/find-next-page.ts";

const counted = "GET /api/douyin/get-video-comment/v1";
const followed = "GET /api/twitter/get-user-posts/v1";

test("a page that was kept tells of the next one as a client's pages do, and of its end", () => {
  expect(findNextPage(counted, { awemeId: "1" }, { has_more: 1, comments: [{}] })).toEqual({
    next: { awemeId: "1", page: 2 },
  });
  expect(findNextPage(counted, { awemeId: "1", page: 2 }, { has_more: 0, comments: [] })).toEqual({ end: "last" });
  expect(findNextPage(followed, { restId: "1" }, { next_cursor: "c2", timeline: [{}] })).toEqual({
    next: { restId: "1", cursor: "c2" },
  });
  expect(findNextPage(followed, { restId: "1", cursor: "c2" }, { next_cursor: "c2", timeline: [{}] })).toEqual({
    end: "last",
  });
});

test("an operation whose pages nobody has reviewed has no next one, whatever its reply holds", () => {
  expect(findNextPage("GET /api/other/v1", { page: 1 }, { has_more: true, cursor: "2", items: [{}] })).toBeUndefined();
  expect(findNextPage("constructor", {}, {})).toBeUndefined();
});
