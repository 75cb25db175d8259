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

/** Adds what documents say to the parameters of an entry: the first that says something of one holds. */
export function describeEntry(documents: readonly JsonObject[], entry: CatalogEntry): DescribedEntry {
  const told = documents.flatMap((document) => readOperation(document, entry.operation)?.parameters ?? []);
  const descriptions = new Map(
    told
      .toReversed()
      .flatMap(({ name, description }) => (description === undefined ? [] : [[name, description] as const])),
  );
  return {
    ...entry,
    parameters: entry.parameters.map((parameter) => ({
      ...parameter,
      description: descriptions.get(parameter.name) ?? "",
    })),
  };
}
