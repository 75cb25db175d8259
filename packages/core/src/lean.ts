/**
 * The client without the built-in catalog and stages, for bundles: pass the catalog entries you call.
 */
export { createLeanClient, type LeanClientOptions } from "./create-lean-client.ts";
