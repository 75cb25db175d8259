// One call by way of a proxy: the one that the environment names, or one of its own.
// #region readme
import { createClient, TransportError } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";

// Without `proxy` it goes where HTTPS_PROXY, HTTP_PROXY and NO_PROXY say; user and password may stand in the URL.
const fetch = await createPooledFetch({ proxy: process.env["COMPANY_PROXY"] });
const client = createClient({ fetch }); // token and base URL come from JUST_ONE_TOKEN and JUST_ONE_BASE_URL

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const result = await client.try(spreadInfo, { oAuthorId: "7048929565493690398" });
if (result.ok) console.log(`median plays: ${result.data.play_mid}`);
else if (TransportError.is(result.error)) console.log(`${result.error.message} (${result.error.billing})`);
else throw result.error;
await fetch.close();
// #endregion
