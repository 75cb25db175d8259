import { inventAuthorSpread } from "@just-one/testing";

const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/**
 * Creates the `fetch` that stands behind `--mock`: invented figures for each creator, and a success without data for everything else.
 * It listens nowhere and judges nothing: the client has held the parameters against the catalog.
 */
export function createMockFetch(): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const { token: _token, ...params } = Object.fromEntries(searchParams);
    const isSpread = `${request.method} ${pathname}` === spread;
    return Response.json({ code: 0, message: null, data: isSpread ? inventAuthorSpread(params) : {} });
  };
}
