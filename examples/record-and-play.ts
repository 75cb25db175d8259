// Real replies, once, and then without network or token for ever. Here a mock stands in for the vendor.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMockServer } from "@just-one/testing";

const vendor = await startMockServer();
process.env["RECORDINGS"] = await mkdtemp(join(tmpdir(), "just-one-recordings-"));
process.env["JUST_ONE_TOKEN"] = "marked-token-for-tests";
process.env["JUST_ONE_BASE_URL"] = vendor.url;
// #region readme
import { createClient } from "@just-one/core";
import { createPlayer, createRecorder } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const folder = process.env["RECORDINGS"] ?? "recordings";

// Once, by hand: each reply becomes a file, without the token and with long lists and texts cut.
const recorder = createRecorder({ folder });
await createClient({ fetch: recorder.fetch }).call(operation, { oAuthorId: "1" }); // pays: token of JUST_ONE_TOKEN

// In tests, for ever: what was not recorded is refused.
const player = await createPlayer(folder);
const client = createClient({ token: "any", fetch: player.fetch });
const { data } = await client.call(operation, { oAuthorId: "1" });
const refused = await client.try(operation, { oAuthorId: "2" });
console.log(data.play_mid, refused.ok, player.unknown.length);
// #endregion
await vendor.close();
await rm(folder, { recursive: true });
