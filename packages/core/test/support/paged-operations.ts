import type { Catalog } from "@just-one/api";
import { createEntry } from "./operations.ts";

/** Operations that have a row in the table of pagers, and one that has none. */
export interface PagedTestOperations {
  "GET /api/douyin/get-user-video-list/v1": {
    params: { secUid: string; maxCursor?: string | undefined };
    data: { readonly aweme_list?: readonly unknown[] };
  };
  "GET /api/douyin/get-video-comment/v1": {
    params: { awemeId: string; page?: number | string | undefined };
    data: unknown;
  };
  "GET /api/twitter/get-user-posts/v1": { params: { restId: string; cursor?: string | undefined }; data: unknown };
  "GET /things/v1": { params: { id: string }; data: unknown };
}

/** Cursor from the reply, with a flag that says whether there is more. */
export const videos = "GET /api/douyin/get-user-video-list/v1";
/** Counted pages, with a flag. */
export const comments = "GET /api/douyin/get-video-comment/v1";
/** Cursor from the reply, without a flag. */
export const posts = "GET /api/twitter/get-user-posts/v1";

export const pagedCatalog: Catalog = [
  createEntry(videos, [{ name: "secUid", required: true }, { name: "maxCursor" }]),
  createEntry(comments, [
    { name: "awemeId", required: true },
    { name: "page", types: ["integer", "string"] },
  ]),
  createEntry(posts, [{ name: "restId", required: true }, { name: "cursor" }]),
  createEntry("GET /things/v1", [{ name: "id", required: true }]),
];
