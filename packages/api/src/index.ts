/**
 * The types of the Just One API. Run-time values live in `@just-one/api/catalog`,
 * so that importing a type never costs a byte.
 */
export type { BusinessCode, Operations } from "./generated/operations.ts";
export type { Catalog, CatalogEntry, CatalogParameter, ParameterType } from "./generated/catalog.ts";
