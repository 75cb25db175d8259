import { inventAuthorSpread } from "@just-one/testing";
import { readBuiltInDocument } from "../catalog/built-in.ts";
import { findExample } from "../operations/find-example.ts";
import { spreadOperation } from "../spread/spread-operation.ts";

/**
 * Creates the `fetch` that stands behind `--mock`: the built-in document's example of a success for every operation, and
 * different figures for each creator. What was pulled plays no part in it. It listens nowhere and judges nothing: the client
 * has held the parameters against the catalog.
 */
export function createMockFetch(): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const operation = `${request.method} ${pathname}`;
    if (operation === spreadOperation) {
      const { token: _token, ...params } = Object.fromEntries(searchParams);
      return succeed(inventAuthorSpread(params));
    }
    // stands outside the document
    if (pathname === "/user/get-balance") return succeed({ balance: "1000.0000", currency: "CNY" });
    const example = findExample(await readBuiltInDocument(), operation);
    return example === undefined ? succeed({}) : Response.json(example);
  };
}

function succeed(data: object): Response {
  return Response.json({ code: 0, message: null, data });
}
