import type { Catalog, Operations } from "@just-one/api";
import { buildClient } from "./build-client.ts";
import type { ClientOptions } from "./client-options.ts";
import type { Client } from "./client.ts";
import type { OperationMap } from "./operation-map.ts";

/** Options of a client that has no operations but those that it is given. */
export interface CatalogClientOptions extends ClientOptions {
  /** The operations that can be called. */
  readonly catalog: Catalog;
}

/**
 * Makes the client of `createClient` for the operations of `options.catalog`, which are then all that a bundle carries:
 * `createClient` has every operation as its default, and no bundler can tell that it is not used.
 *
 * @throws ConfigError when the options cannot work
 * @example
 * ```ts
 * import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadInfo } from "@just-one/api/catalog";
 *
 * const client = createCatalogClient({ catalog: [spreadInfo] });
 * const { data } = await client.call(spreadInfoOperation, { oAuthorId: "7048929565493690398" });
 * ```
 */
export function createCatalogClient<Ops extends OperationMap<Ops> = Operations>(
  options: CatalogClientOptions,
): Client<Ops> {
  return buildClient(options, []);
}
