// A worker with one client for all of its requests. `env` holds the token as a secret: `wrangler secret put JUST_ONE_TOKEN`.
// #region readme
import { type Client, createClient } from "@just-one/core";

interface Env {
  readonly JUST_ONE_TOKEN: string;
  readonly JUST_ONE_BASE_URL?: string;
}

const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
let client: Client | undefined;

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    client ??= createClient({ token: env.JUST_ONE_TOKEN, baseUrl: env.JUST_ONE_BASE_URL, deadlineMs: 60_000 });
    const oAuthorId = new URL(request.url).searchParams.get("id") ?? "";
    const result = await client.try(spreadInfo, { oAuthorId });
    if (!result.ok) return new Response(result.error.message, { status: 502 });
    return Response.json({ plays: result.data.play_mid, billing: result.meta.billing });
  },
};
// #endregion
