import { checkDocument, type KeywordPolicy, type OpenApiDocument, parseJson } from "@just-one/document";
import { readJsonFile } from "./read-json-file.ts";

/** A checked document with the file and the raw text it came from. */
export interface DocumentFile {
  path: string;
  text: string;
  document: OpenApiDocument;
}

/**
 * Reads a file as an OpenAPI 3.0 or 3.1 document.
 *
 * @throws SpecError naming the file and the place.
 */
export async function readDocument(path: string, options: { keywords: KeywordPolicy }): Promise<DocumentFile> {
  const { text, value } = await readJsonFile(path);
  return { path, text, document: checkDocument(value, { file: path, text, keywords: options.keywords }) };
}

/** Reads text that came from elsewhere in the same way; `file` names it in failures. */
export function parseDocument(text: string, source: { file: string; keywords: KeywordPolicy }): DocumentFile {
  return { path: source.file, text, document: checkDocument(parseJson(text, source.file), { ...source, text }) };
}
