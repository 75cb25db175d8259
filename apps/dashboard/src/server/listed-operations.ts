import { type Catalog } from "@just-one/api";
import { catalog } from "@just-one/api/catalog";
import type { Client } from "@just-one/core";
import listed from "../../operations.json" with { type: "json" };
import type { Parameters } from "../shared/protocol.ts";

/** A client whose operations and parameters come from a page: unknown to the compiler, judged by the catalog. */
export type ListedClient = Client<Record<string, { params: Parameters; data: unknown }>>;

/** The catalog of `operations.json`: what the page may call, and nothing else. */
export const listedCatalog: Catalog = catalog.filter(({ operation }) => isListed(operation));

/** Tells whether the page may call an operation. */
export function isListed(operation: string): boolean {
  return Object.hasOwn(listed.operations, operation);
}
