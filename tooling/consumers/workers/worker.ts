import { createClient } from "@just-one/core";

interface Environment {
  readonly JUST_ONE_TOKEN: string;
  readonly JUST_ONE_BASE_URL: string;
}

export default {
  async fetch(request: Request, { JUST_ONE_TOKEN, JUST_ONE_BASE_URL }: Environment): Promise<Response> {
    const client = createClient({ token: JUST_ONE_TOKEN, baseUrl: JUST_ONE_BASE_URL });
    const oAuthorId = new URL(request.url).searchParams.get("id") ?? "";
    const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
    const result = await client.try(operation, { oAuthorId });
    return Response.json(
      result.ok ? { plays: result.data.play_mid, billing: result.meta.billing } : { problem: result.error.message },
    );
  },
};
