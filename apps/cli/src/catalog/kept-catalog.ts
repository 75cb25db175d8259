import type { Catalog, Prose } from "@just-one/api";

/** A version of the file's form; a newer one is left to whoever wrote it. */
export const keptVersion = 1;

/** The vendor's document as it was pulled, and the catalog that was made of it then. */
export interface KeptCatalog {
  readonly version: typeof keptVersion;
  /** An ISO date and time. */
  readonly pulledAt: string;
  /** Where it is from: an address without its query, or a file's name without its folder. */
  readonly source: string;
  /** Of the document's text, as hexadecimal digits. */
  readonly sha256: string;
  /** Made of the document once, so that no command has to read it for that. */
  readonly catalog: Catalog;
  /** What the document says to people, made of it once, too. */
  readonly prose: Prose;
  /** The document's text, whole. */
  readonly document: string;
}
