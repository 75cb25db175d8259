import type { CatalogEntry } from "@just-one/api";

/** How pages are read, where somebody has looked into it; never guessed. */
export function tellPages(_operation: string): { readonly pages?: string } {
  return {};
}

/** Makes what tells of the next page: the same call with one parameter changed. */
export function createNext(
  _entry: CatalogEntry,
  _params: object,
  _args: Readonly<Record<string, unknown>>,
): ((data: unknown) => object | undefined) | undefined {
  return undefined;
}
