import type { CatalogEntry } from "@just-one/api";

/** What to know before calling an operation; empty when there is nothing. */
export function describeRemarks({ removed, deprecated, hidden }: CatalogEntry): string[] {
  return [
    ...(removed === undefined ? [] : [`removed by the vendor (missing since ${removed}); calling it fails`]),
    ...(deprecated ? ["deprecated"] : []),
    ...(hidden ? ["not in the vendor's pages"] : []),
  ];
}
