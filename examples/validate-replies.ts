// Replies held against their types while the program runs: told by place, never by what stands there.
// #region readme
import { validators } from "@just-one/api/validators";
import { createClient } from "@just-one/core";

const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  validate: "warn", // "error" makes the call fail with a MismatchError, though it was billed
  validators,
  // The event `mismatch` says the same; only here there is the reply itself, as `data`.
  onMismatch: ({ mismatches }) => {
    for (const { path, expected, actual } of mismatches) console.log(`${path} is ${actual}, not ${expected}`);
  },
});

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const { meta } = await client.call(spreadInfo, { oAuthorId: "6800000000000000001" });
console.log(meta.billing);
// #endregion
