// openapi-fetch's middleware: it sees every attempt without the token, and may set headers.
// #region readme
import { createClient, type Middleware } from "@just-one/core";

const tracing: Middleware = {
  onRequest({ request, schemaPath, params, id }) {
    request.headers.set("x-request-id", id); // headers are all that a request can be given
    console.log(`${request.method} ${schemaPath} ${Object.keys(params.query ?? {}).join()}`);
  },
  onResponse({ response }) {
    console.log(`HTTP ${response.status}`);
  },
};

const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  middleware: [tracing],
});
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
await client.call(spreadInfo, { oAuthorId: "6800000000000000001" });
// #endregion
