import type { CatalogEntry, CatalogParameter, OperationProse } from "@just-one/api";

/** A parameter with what is said of it, which no client needs; empty when nothing is. */
export interface DescribedParameter extends CatalogParameter {
  readonly description: string;
}

/** A catalog entry with what is said of it and its parameters. */
export interface DescribedEntry
  extends
    CatalogEntry,
    Pick<OperationProse, "summary" | "platform" | "aliases" | "family" | "version" | "description" | "notes"> {
  readonly parameters: readonly DescribedParameter[];
}

/** Adds what is said of an operation to its entry. */
export function describeEntry(entry: CatalogEntry, prose: OperationProse | undefined): DescribedEntry {
  const descriptions = new Map(prose?.parameters.map(({ name, description }) => [name, description]));
  const { path, operation } = entry;
  const { summary = operation, platform = "", aliases = [], family = path, version = "" } = prose ?? {};
  return {
    ...entry,
    parameters: entry.parameters.map((parameter) => ({
      ...parameter,
      description: descriptions.get(parameter.name) ?? "",
    })),
    summary,
    ...(prose?.description === undefined ? {} : { description: prose.description }),
    platform,
    aliases,
    family,
    version,
    ...(prose?.notes === undefined ? {} : { notes: prose.notes }),
  };
}
