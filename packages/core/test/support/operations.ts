import type { Catalog, CatalogEntry, CatalogParameter } from "@just-one/api";

/** The operations that the tests call, as `spec build` would write them. */
export interface TestOperations {
  "GET /things/v1": {
    params: {
      id: string;
      page?: number | bigint | undefined;
      kind?: "NEW" | "OLD" | undefined;
      exact?: boolean | undefined;
      ratio?: number | undefined;
      tags?: readonly string[] | undefined;
      filter?: object | undefined;
      note?: string | null | undefined;
    };
    data: { readonly name: string };
  };
  "GET /things/{id}/parts/v1": { params: { id: string | number }; data: unknown };
  "POST /things/v1": { params: { text: string; count?: number | undefined }; data: unknown };
  "POST /searches/v1": { params: { text: string }; data: unknown };
}

/** Completes a catalog entry. */
export function createEntry(
  operation: string,
  parameters: readonly Partial<CatalogParameter>[],
  token: CatalogEntry["token"] = "query",
): CatalogEntry {
  const [method = "", path = ""] = operation.split(" ");
  return {
    operation,
    method,
    path,
    token,
    parameters: parameters.map((parameter) => ({
      name: "id",
      in: "query",
      required: false,
      types: ["string"],
      ...parameter,
    })),
    deprecated: false,
    hidden: false,
  };
}

export const testCatalog: Catalog = [
  createEntry("GET /things/v1", [
    { name: "id", required: true },
    { name: "page", types: ["integer"] },
    { name: "kind", enum: ["NEW", "OLD"] },
    { name: "exact", types: ["boolean"] },
    { name: "ratio", types: ["number"] },
    { name: "tags", types: ["array"] },
    { name: "filter", types: ["object"] },
    { name: "note", types: ["string", "null"] },
  ]),
  createEntry("GET /things/{id}/parts/v1", [{ name: "id", in: "path", required: true, types: ["string", "integer"] }]),
  createEntry(
    "POST /things/v1",
    [
      { name: "text", in: "form", required: true },
      { name: "count", in: "form", types: ["integer"] },
    ],
    "form",
  ),
  createEntry("POST /searches/v1", [{ name: "text", required: true }]),
];
