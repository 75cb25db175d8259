import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
import { ApiError, createClient, JustOneError } from "@just-one/core";
import { createLeanClient } from "@just-one/core/lean";
import { createFileLedger, createPooledFetch } from "@just-one/core/node";
import { startFaultServer } from "@just-one/testing";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";

// Exported, so that declarations have to name what is inferred.
export const client = createClient({ token: "any", fetch: await createPooledFetch() });
export const lean = createLeanClient({ token: "any", catalog: [spreadInfo] });
export const ledger = createFileLedger({ path: "ledger" });
export const server = startFaultServer();

export async function readPlays(oAuthorId: string): Promise<string | number | null | undefined> {
  const result = await client.try(operation, { oAuthorId, range: "DAY_30" });
  if (result.ok) return result.data.play_mid;
  if (ApiError.is(result.error, 601)) return undefined;
  throw JustOneError.isInstance(result.error) ? result.error : new Error("never");
}

// @ts-expect-error the API does not know this range
export const wrong = client.call(operation, { oAuthorId: "1", range: "DAY_31" });
