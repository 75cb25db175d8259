import { checkDocument, type KeywordPolicy, type OpenApiDocument, parseJson } from "@just-one/document";
import { formatJson } from "../format-json.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readText } from "./read-json-file.ts";

/** A checked document with the file it came from. */
export interface DocumentFile {
  path: string;
  /** The raw text; of YAML the same as JSON, since everybody else reads JSON. */
  text: string;
  document: OpenApiDocument;
}

/**
 * Reads a file as an OpenAPI 3.0 or 3.1 document: YAML where its name ends so, or else JSON.
 *
 * @throws SpecError naming the file and the place.
 */
export async function readDocument(path: string, options: { keywords: KeywordPolicy }): Promise<DocumentFile> {
  return parseDocument(await readText(path), { file: path, keywords: options.keywords });
}

/** Reads text that came from elsewhere in the same way; `file` names it in failures, and says whether it is YAML. */
export function parseDocument(text: string, source: { file: string; keywords: KeywordPolicy }): DocumentFile {
  const { file } = source;
  if (!/\.ya?ml$/iu.test(file)) {
    return { path: file, text, document: checkDocument(parseJson(text, file), { ...source, text }) };
  }
  const document = checkDocument(parseYaml(text, file), source);
  return { path: file, text: formatJson(document), document };
}
