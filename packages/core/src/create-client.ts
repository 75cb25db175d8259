import type { Operations } from "@just-one/api";
import { catalog as wholeCatalog } from "@just-one/api/catalog";
import { buildClient } from "./build-client.ts";
import type { ClientOptions } from "./client-options.ts";
import type { Client } from "./client.ts";
import type { OperationMap } from "./operation-map.ts";

/**
 * Makes a client for every operation of `@just-one/api`, or for those of `options.catalog`.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const client = createClient(); // the token of the environment variable JUST_ONE_TOKEN
 * const { data, meta } = await client.call(
 *   "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
 *   { oAuthorId: "7048929565493690398", range: "DAY_30" },
 * );
 * console.log(data, meta.billing);
 * ```
 */
export function createClient<Ops extends OperationMap<Ops> = Operations>(given: ClientOptions = {}): Client<Ops> {
  return buildClient(given, wholeCatalog);
}
