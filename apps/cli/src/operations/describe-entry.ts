import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import { mergeParts, readPlace, resolveReference } from "./merge-parts.ts";
import type { JsonObject } from "./read-document.ts";

/** A parameter with what the document says of it in prose, which no client needs; empty when it says nothing. */
export interface DescribedParameter extends CatalogParameter {
  readonly description: string;
}

/** A catalog entry whose parameters are described. */
export interface DescribedEntry extends CatalogEntry {
  readonly parameters: readonly DescribedParameter[];
}

/** Adds the document's words to the parameters of an entry. */
export function describeEntry(document: JsonObject, entry: CatalogEntry): DescribedEntry {
  const descriptions = readDescriptions(document, entry);
  return {
    ...entry,
    parameters: entry.parameters.map((parameter) => ({
      ...parameter,
      description: descriptions.get(parameter.name) ?? "",
    })),
  };
}

/** By the parameter's name, which is unique in an operation. */
function readDescriptions(document: JsonObject, { method, path }: CatalogEntry): ReadonlyMap<string, string> {
  const pathItem = readPlace(document, "paths", path);
  const operation = readPlace(pathItem, method.toLowerCase());
  const descriptions = new Map<string, string>();
  for (const list of [readPlace(pathItem, "parameters"), readPlace(operation, "parameters")]) {
    for (const item of Array.isArray(list) ? list : []) {
      const parameter = resolveReference(document, item);
      const name = readPlace(parameter, "name");
      const own = readPlace(parameter, "description");
      const words = typeof own === "string" ? own : mergeParts(document, readPlace(parameter, "schema")).description;
      if (typeof name === "string") descriptions.set(name, words);
    }
  }
  const body = resolveReference(document, readPlace(operation, "requestBody"));
  const form = readPlace(body, "content", "application/x-www-form-urlencoded", "schema");
  for (const [name, field] of mergeParts(document, form).properties) {
    descriptions.set(name, mergeParts(document, field).description);
  }
  return descriptions;
}
