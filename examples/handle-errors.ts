// Every way a call can fail, and what to do about it.
// #region readme
import { ApiError, createClient, type JustOneError } from "@just-one/core";

const client = createClient({ token: process.env["JUST_ONE_TOKEN"] ?? "", baseUrl: process.env["JUST_ONE_BASE_URL"] });

function advise(error: JustOneError): string {
  if (ApiError.is(error, 303)) return `daily quota used up until ${error.resetsAt?.toISOString()}`;
  if (ApiError.is(error)) return `the vendor answered with code ${error.code}`;
  if (error.billing === "unknown") return `${error.kind}: it may have been paid for, so it was not sent again`;
  return error.message; // nothing was sent, or it provably cost nothing
}

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const result = await client.try(spreadInfo, { oAuthorId: "6800000000000000001" }, { deadlineMs: 90_000 });
console.log(result.ok ? "got the data" : advise(result.error));
// #endregion
