/** What a value of a parameter may be, in JSON Schema's words. */
export type ParameterType = "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";

/** One parameter of an operation, as a caller names it. */
export interface CatalogParameter {
  readonly name: string;
  readonly in: "path" | "query" | "form";
  readonly required: boolean;
  /** The day the vendor took it away, `YYYY-MM-DD`; absent while it lives. Passing it fails. */
  readonly removed?: string;
  /** The types the document allows; empty when it does not say. */
  readonly types: readonly ParameterType[];
  /** The values the document allows; absent when it lists none. */
  readonly enum?: readonly (string | number | boolean | null)[];
}

/** What the client knows about one operation at run time. */
export interface CatalogEntry {
  /** `"METHOD /path"`, the only name of an operation that the vendor keeps stable. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** Where the vendor wants the token. */
  readonly token: "query" | "form" | "none";
  readonly parameters: readonly CatalogParameter[];
  readonly deprecated: boolean;
  /** The day the vendor took it away, `YYYY-MM-DD`; absent while it lives. Calling it fails. */
  readonly removed?: string;
  /** The vendor left it out of its own pages; it may work all the same. */
  readonly hidden: boolean;
}

/** What the client knows at run time about all of its operations. */
export type Catalog = readonly CatalogEntry[];
