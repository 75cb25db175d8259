import type { AuthorSpreadInfoData, Operations } from "@just-one/api";
import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";

// The types: what a caller passes, without the token, and what a success brings.
type SpreadInfo = Operations["GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1"];
const params: SpreadInfo["params"] = { oAuthorId: "7000000000000000000", range: "DAY_30" };
const data: AuthorSpreadInfoData = { play_mid: "3642403", interact_rate: { value: 244 } };

// The catalog: the same at run time, one import per operation.
const required = spreadInfo.parameters.filter((parameter) => parameter.required).map(({ name }) => name);
console.log(`${spreadInfo.operation} needs ${required.join(", ")}`);
console.log(`Asked for ${params.oAuthorId}, got ${data.play_mid ?? "no"} median plays`);
