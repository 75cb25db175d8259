// Every way a call can fail, and what to do about it.
// #region readme
import { type AnyJustOneError, ApiError, createClient } from "@just-one/core";

const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL

function advise(error: AnyJustOneError): string {
  if (ApiError.is(error, 303)) return `daily quota used up until ${error.resetsAt?.toISOString()}`;
  switch (error.kind) {
    case "api": // each kind has its class: here `error` is an ApiError
      return `the vendor answered with code ${error.code}`;
    case "timeout":
    case "transport":
    case "protocol":
    case "aborted":
      return error.billing === "unknown" ? "it may have been paid for, so it was not sent again" : error.message;
    case "validation":
      return error.issues.map(({ path, message }) => `${path} ${message}`).join("; ");
    case "budget":
    case "config":
    case "mismatch":
    case "upstream":
      return error.message;
  }
}

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const { error } = await client.try(spreadInfo, { oAuthorId: "6800000000000000001" }, { deadlineMs: 90_000 });
console.log(error === undefined ? "got the data" : advise(error));
// #endregion
