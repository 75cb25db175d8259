import type { Operations } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import type { ClientOptions } from "./client-options.ts";
import type { Client } from "./client.ts";
import { createLeanClient } from "./create-lean-client.ts";
import type { OperationMap } from "./operation-map.ts";

/**
 * Makes a client for every operation of `@just-one/api`, or for those of `options.catalog`.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * const client = createClient({ token: process.env["JUST_ONE_TOKEN"] ?? "" });
 * const { data, meta } = await client.call(
 *   "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
 *   { oAuthorId: "7048929565493690398", range: "DAY_30" },
 * );
 * console.log(data, meta.billing);
 * ```
 */
export function createClient<Ops extends OperationMap = Operations>(options: ClientOptions): Client<Ops> {
  return createLeanClient<Ops>({ ...options, catalog: options.catalog ?? catalog });
}
