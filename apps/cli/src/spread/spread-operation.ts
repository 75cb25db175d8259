import type { Operations } from "@just-one/api";

/** The operation that `just-one spread` calls once for each creator. */
export const spreadOperation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

export type SpreadParameters = Operations[typeof spreadOperation]["params"];

export type SpreadData = Operations[typeof spreadOperation]["data"];
