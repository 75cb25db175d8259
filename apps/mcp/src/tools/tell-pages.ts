import type { CatalogEntry } from "@just-one/api";
import { findNextPage } from "@just-one/core";

/** How pages are read, where a person has looked into it; never guessed. */
export function tellPages(operation: string): { readonly pages?: string } {
  if (findNextPage(operation, {}, {}) === undefined) return {};
  return { pages: "each page is a paid call; its result has `next`, the call of the page after it" };
}

/** Makes what tells of the next page: the same call with one parameter changed. */
export function createNext(
  { operation }: CatalogEntry,
  params: object,
  select: string | undefined,
): (data: unknown) => object | undefined {
  return (data) => {
    const { next } = findNextPage(operation, params, data) ?? {};
    if (next === undefined) return undefined;
    // JSON has no integers of any length.
    const told = Object.fromEntries(
      Object.entries(next).map(([name, value]) => [
        name,
        typeof value === "bigint" ? String(value) : (value as unknown),
      ]),
    );
    const args = { operation, params: told, ...(select !== undefined && { select }) };
    return { tool: "call_operation", arguments: args };
  };
}
