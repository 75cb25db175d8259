import { ConfigError } from "../errors/config-error.ts";
import { emptyMeta } from "../meta.ts";

/** How the pages of one operation follow each other; reviewed by a person against a real reply. */
export interface Pager {
  /** The parameter that chooses the page. */
  readonly input: string;
  /** Where its next value comes from: counted up from `first`, or read from the reply at a path into `data`. */
  readonly next: { readonly countFrom: number } | { readonly at: readonly string[] };
  /** Path to the items; where the vendor does not say whether there is more, a counted page without any is the last. */
  readonly items: readonly string[];
  /** Path to the vendor's "there is more" flag; absent where it sends none. */
  readonly more?: readonly string[];
}

/** An operation that has a row in the table. */
export type PagedOperation =
  | "GET /api/douyin-xingtu/search-kol-simple/v1"
  | "GET /api/douyin-xingtu/gw/api/data_sp/get_author_convert_videos_or_products/v1"
  | "GET /api/douyin/get-user-video-list/v1"
  | "GET /api/douyin/get-video-comment/v1"
  | "GET /api/instagram/get-user-posts/v1"
  | "GET /api/twitter/get-user-posts/v1";

/**
 * The operations that can be paged. The vendor has about twenty styles, and the reply's field seldom has the
 * parameter's name, so nothing is guessed: an operation without a row is a type error.
 */
export const pagers: Readonly<Record<PagedOperation, Pager>> = {
  "GET /api/douyin-xingtu/search-kol-simple/v1": {
    input: "page",
    next: { countFrom: 1 },
    items: ["authors"],
    more: ["pagination", "has_more"],
  },
  "GET /api/douyin-xingtu/gw/api/data_sp/get_author_convert_videos_or_products/v1": {
    input: "page",
    next: { countFrom: 1 },
    items: ["video_list"],
    more: ["pagination", "has_more"],
  },
  "GET /api/douyin/get-user-video-list/v1": {
    input: "maxCursor",
    next: { at: ["max_cursor"] },
    items: ["aweme_list"],
    more: ["has_more"],
  },
  "GET /api/douyin/get-video-comment/v1": {
    input: "page",
    next: { countFrom: 1 },
    items: ["comments"],
    more: ["has_more"],
  },
  "GET /api/instagram/get-user-posts/v1": {
    input: "paginationToken",
    next: { at: ["pagination_token"] },
    items: ["data", "items"],
  },
  "GET /api/twitter/get-user-posts/v1": {
    input: "cursor",
    next: { at: ["next_cursor"] },
    items: ["timeline"],
  },
};

/** The row of an operation. @throws ConfigError when it has none, which the types refuse before */
export function findPager(operation: PagedOperation): Pager {
  if (Object.hasOwn(pagers, operation)) return pagers[operation];
  throw new ConfigError(`"${operation}" has no row in the table of pagers: call its pages one by one`, {
    meta: emptyMeta(operation),
  });
}
