import { isJsonObject, type JsonValue } from "../document/json-value.ts";
import { listOperations, type OpenApiDocument } from "../document/open-api.ts";
import { parsePointer } from "../document/json-pointer.ts";
import { resolveReference } from "../document/resolve-reference.ts";

/** Finds the component most success replies are made of, such as `components.schemas.Result`. */
export function findEnvelope(document: OpenApiDocument): string | undefined {
  const uses = new Map<string, number>();
  for (const { operation } of listOperations(document)) {
    const responses = operation["responses"];
    if (!isJsonObject(responses)) continue;
    for (const [status, response] of Object.entries(responses)) {
      if (!status.startsWith("2") || !isJsonObject(response)) continue;
      for (const name of listReferences(resolveReference(document, response)["content"])) {
        uses.set(name, (uses.get(name) ?? 0) + 1);
      }
    }
  }
  return [...uses].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}

/** Lists what the schemas of a body refer to, straight or as a part of `allOf`. */
function listReferences(content: JsonValue | undefined): string[] {
  const media = isJsonObject(content) ? Object.values(content).filter(isJsonObject) : [];
  return media.flatMap(({ schema }) => {
    if (!isJsonObject(schema)) return [];
    const parts = Array.isArray(schema["allOf"]) ? schema["allOf"].filter(isJsonObject) : [];
    return [schema, ...parts]
      .map((part) => part["$ref"])
      .filter((reference) => typeof reference === "string")
      .map((reference) => parsePointer(reference).join("."));
  });
}
