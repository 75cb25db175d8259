import type { MockRequest } from "./mock-request.ts";
import type { ReadRequest } from "./read-request.ts";

/** Says what was asked, without the token. */
export function describeRequest({ method, path, query, form }: ReadRequest): MockRequest {
  const { token, ...params } = { ...query, ...form };
  return { operation: `${method} ${path}`, params, hasToken: token !== undefined && token.length > 0 };
}
