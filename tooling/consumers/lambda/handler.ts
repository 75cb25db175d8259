import { createClient } from "@just-one/core";
import { createPooledFetch } from "@just-one/core/node";

// Made once for each instance, and kept from one event to the next.
const client = createPooledFetch().then((fetch) => createClient({ fetch, deadlineMs: 25_000 }));

export async function handler(event: { readonly oAuthorId: string }): Promise<object> {
  const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  const result = await (await client).try(operation, { oAuthorId: event.oAuthorId });
  return result.ok
    ? { plays: result.data.play_mid, billing: result.meta.billing }
    : { problem: result.error.message, billing: result.error.billing };
}
