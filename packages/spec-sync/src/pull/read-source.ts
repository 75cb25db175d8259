import { type DocumentFile, parseDocument, readDocument } from "../document/read-document.ts";
import { type FetchOptions, fetchText, type Validators } from "./fetch-text.ts";
import { isAddress, nameAddress, parseAddress } from "./parse-address.ts";

/** A document from wherever it was asked for. */
export interface Source {
  file: DocumentFile;
  validators: Validators;
}

/**
 * Reads the document from a URL or a file; `"unchanged"` where the server says that the known one is the newest.
 *
 * @throws SpecError naming the source and what is wrong with it.
 */
export async function readSource(from: string, options: FetchOptions = {}): Promise<Source | "unchanged"> {
  if (!isAddress(from)) return { file: await readDocument(from, { keywords: "strict" }), validators: {} };
  const fetched = await fetchText(from, options);
  if (fetched === "unchanged") return fetched;
  const { text, validators } = fetched;
  return { file: parseDocument(text, { file: nameSource(from), keywords: "strict" }), validators };
}

/** Leaves out folders of this machine, which mean nothing elsewhere, and a URL's query, which may hold a secret. */
export function nameSource(from: string): string {
  return isAddress(from) ? nameAddress(parseAddress(from)) : (from.split(/[/\\]/u).at(-1) ?? from);
}
