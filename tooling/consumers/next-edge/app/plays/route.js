import { createClient } from "@just-one/core";

export const runtime = "edge";

export async function POST() {
  const client = createClient({ token: "any", baseUrl: process.env.JUST_ONE_BASE_URL });
  const { data, meta } = await client.call("GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", {
    oAuthorId: "1",
  });
  return Response.json({ plays: data.play_mid, billing: meta.billing });
}
