import type { FoundOperation } from "../document/find-operation.ts";
import type { MockRequest } from "./mock-request.ts";
import type { ReadRequest } from "./read-request.ts";

/** Says what was asked, without the token. */
export function describeRequest({ method, path, query, form }: ReadRequest, found?: FoundOperation): MockRequest {
  const { token, ...params } = { ...query, ...form };
  return {
    operation: found?.operation ?? `${method} ${path}`,
    params: { ...params, ...found?.values },
    hasToken: token !== undefined && token.length > 0,
  };
}
