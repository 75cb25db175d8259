import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import type { JsonObject } from "@just-one/document";
import { readOperation } from "./read-operation.ts";

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
  const told = readOperation(document, entry.operation)?.parameters ?? [];
  const descriptions = new Map(told.map(({ name, description = "" }) => [name, description]));
  return {
    ...entry,
    parameters: entry.parameters.map((parameter) => ({
      ...parameter,
      description: descriptions.get(parameter.name) ?? "",
    })),
  };
}
