import { inventAuthorSpread } from "@just-one/testing";

const spread = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

/** Invents the data of a success; `undefined` for an operation of which nobody has said what it answers. */
export function inventReply(operation: string, params: Readonly<Record<string, unknown>>): object | undefined {
  return operation === spread ? inventAuthorSpread(params) : undefined;
}
