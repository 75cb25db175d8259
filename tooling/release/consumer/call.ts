// What a consuming team writes: published entry points, one call, and the outcome judged.
import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
import { ApiError, createClient, JustOneError } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";

const token = "marked-token-for-rehearsal";
const baseUrl = process.env["JUST_ONE_BASE_URL"] ?? "";
const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient({ token, baseUrl });

const { data, meta } = await client.call(operation, { oAuthorId: "6800000000000000001", range: "DAY_30" });
const plays: string | number | null | undefined = data.play_mid;

// @ts-expect-error the API does not know this range
const wrong = await client.try(operation, { oAuthorId: "6800000000000000001", range: "DAY_31" });
const isJudged = !wrong.ok && JustOneError.isInstance(wrong.error) && !ApiError.is(wrong.error);

const lean = createLeanClient({ token, baseUrl, catalog: [spreadInfo] });
const result = await lean.try(operation, { oAuthorId: "6800000000000000001" });

console.log(JSON.stringify({ billing: meta.billing, hasData: plays !== undefined, isJudged, lean: result.ok }));
