import {
  createReading,
  getField,
  listOperations,
  type OpenApiDocument,
  readContent,
  readResponses,
  readSchemaSite,
} from "@just-one/document";

/** Finds the component most success replies are made of, such as `components.schemas.Result`. */
export function findEnvelope(document: OpenApiDocument): string | undefined {
  const { references, flatten } = createReading(document);
  const uses = new Map<string, number>();
  const replies = listOperations(document).flatMap(({ operation }) => Array.from(readResponses(operation)));
  for (const [, reply] of replies.filter(([status]) => status.startsWith("2"))) {
    for (const mediaType of readContent(references.resolve(reply).value).values()) {
      const { component, core } = readSchemaSite(getField(mediaType, "schema") ?? true, references);
      // Behind a reference, or as a part of `allOf`.
      const names = component === undefined ? [...flatten(core).parents.keys()] : [component];
      for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
    }
  }
  return [...uses].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}
