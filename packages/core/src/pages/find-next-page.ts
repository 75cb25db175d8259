import { pagers } from "./pagers.ts";
import { findNext, type PagesEnd } from "./read-pages.ts";

/** What comes after a page. */
export interface NextPage<P> {
  /** The parameters of the next page; absent where there is none. */
  readonly next?: P;
  /** Why there is no `next`, as in `Page`. */
  readonly end?: PagesEnd;
}

/**
 * Tells what comes after a page that was fetched in any way, such as one that was kept; `pages` of a client asks the same. Sends
 * nothing.
 *
 * *Shape:* `undefined` for an operation whose pages nobody has reviewed, since nothing is guessed.
 *
 * @param operation `"METHOD /path"`
 * @param parameters those of the page
 * @param data the page's `data`, as the vendor sent it
 * @example
 * ```ts
 * const { data } = await client.call("GET /api/douyin/get-video-comment/v1", parameters);
 * const { next } = findNextPage("GET /api/douyin/get-video-comment/v1", parameters, data) ?? {};
 * ```
 */
export function findNextPage<P extends object>(
  operation: string,
  parameters: P,
  data: unknown,
): NextPage<P> | undefined {
  // Safe: hasOwn has just shown that the name is one of the table's.
  const pager = Object.hasOwn(pagers, operation) ? pagers[operation as keyof typeof pagers] : undefined;
  if (pager === undefined) return undefined;
  const found = findNext(pager, parameters, data, new Set());
  return typeof found === "string" ? { end: found } : { next: found };
}
