/**
 * The types of the Just One API. Run-time values live in `@just-one/api/catalog`, so that importing a type never costs
 * a byte.
 *
 * @packageDocumentation
 */
// All of it, since each operation whose `data` gets typed adds a name that only the generator knows.
export type * from "./generated/operations.ts";
export type { Catalog, CatalogEntry, CatalogParameter, ParameterType } from "./generated/catalog.ts";
export type { Note, OperationProse, ParameterProse, PlatformProse, Prose } from "./generated/prose.ts";
export type { Mismatch, Validator } from "./generated/validators.ts";
