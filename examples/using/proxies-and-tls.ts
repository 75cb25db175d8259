// One call by way of a proxy: Node reads the usual variables once it is told to.
// #region readme
import { createClient, TransportError } from "@just-one/core";

// Start with NODE_USE_ENV_PROXY=1 and HTTPS_PROXY=http://proxy.example:8080, and NODE_EXTRA_CA_CERTS for a proxy that
// shows a certificate of its own.
const client = createClient(); // token and server of JUST_ONE_TOKEN and JUST_ONE_BASE_URL

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const result = await client.try(spreadInfo, { oAuthorId: "7048929565493690398" });
if (result.ok) console.log(`median plays: ${result.data.play_mid}`);
else if (TransportError.isInstance(result.error)) console.log(`${result.error.message} (${result.error.billing})`);
else throw result.error;
// #endregion
