import type { Library } from "../catalog/library.ts";
import { inventReply } from "./invent-reply.ts";

/**
 * Creates the `fetch` that stands behind `--mock`: invented figures for each creator, the pulled document's example for what has one, and
 * a success without data for everything else. It listens nowhere and judges nothing: the client has held the parameters against the catalog.
 */
export function createMockFetch({ readExample }: Pick<Library, "readExample">): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const { token: _token, ...params } = Object.fromEntries(searchParams);
    const operation = `${request.method} ${pathname}`;
    const data = inventReply(operation, params) ?? (await readExample(operation))?.data ?? {};
    return Response.json({ code: 0, message: null, data });
  };
}
