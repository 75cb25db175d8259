// A route handler of Next.js, as `app/plays/route.ts` has it. The token is a variable of the server.
// #region readme
import { createClient } from "@just-one/core";

// One for all requests of the process: limits, budget and doors count only where all calls pass.
const client = createClient({
  token: process.env["JUST_ONE_TOKEN"] ?? "",
  baseUrl: process.env["JUST_ONE_BASE_URL"],
  cache: { ttlMs: 3_600_000 }, // the client's own; Next's never holds a call
  budget: { maxCalls: 500, window: "day" },
});
const spreadInfo = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

export async function POST(request: Request): Promise<Response> {
  const oAuthorId = new URL(request.url).searchParams.get("id") ?? "";
  if (!/^\d{1,20}$/.test(oAuthorId)) return Response.json({ error: "an id has digits only" }, { status: 400 });
  const result = await client.try(spreadInfo, { oAuthorId }, { label: "page" });
  if (!result.ok) return Response.json({ error: result.error.message }, { status: 502 });
  return Response.json({ plays: result.data.play_mid, cached: result.meta.cached });
}
// #endregion
