// A test of your own code against the worst: the reply gets lost, and the vendor has billed the call all the same.
// #region readme
import { createClient } from "@just-one/core";
import { assertBilled, assertFailedWithCode, startFaultServer } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const server = await startFaultServer();
const client = createClient({ token: "any", baseUrl: server.url, retry: { baseMs: 10 } });

server.enqueue(["cut-body"]);
const lost = await client.try(operation, { oAuthorId: "7048929565493690398" });
assertBilled(lost, "unknown");
console.log(server.sumUp()); // { arrived: 1, billed: 1 }: it was not asked for again

server.enqueue(["302", "600"]);
assertFailedWithCode(await client.try(operation, { oAuthorId: "7048929565493690398" }), 600);
console.log(server.ledger.map(({ outcome, billed }) => `${outcome} ${billed}`));

await server.close();
// #endregion
