import { isJsonObject, type JsonObject, type JsonValue, listOperations, parsePointer } from "@just-one/document";
import { buryRemoved } from "../tombstones/bury-removed.ts";
import { noTombstones } from "../tombstones/read-tombstones.ts";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

/**
 * Stops when a parameter or an operation would get a tombstone, so that the client refuses it, while its name still
 * stands in the new document. It looks for names alone, wherever they are: whoever misread the document to bury the
 * living must not be asked whether they live.
 */
export const guardBurial: Guard = ({ before, after }) => {
  const { tombstones } = buryRemoved({
    before: before.document,
    after: after.document,
    existing: noTombstones,
    today: "",
  });
  const living = new Map(listOperations(after.document).map((located) => [located.name, located]));
  const buried = tombstones.flatMap(({ operation, parameter }) => {
    const located = living.get(operation);
    if (located === undefined) return [];
    if (parameter === undefined) return [operation];
    const { pathItem, operation: source } = located;
    const taken = [pathItem["parameters"], source["parameters"], source["requestBody"]];
    return listNames(taken, after.document).has(parameter) ? [`${operation} (${parameter})`] : [];
  });
  if (buried.length === 0) return undefined;
  const what = `what still stands in the document would be buried, and then refused by the client: ${nameSome(buried)}`;
  return { guard: "living-buried", what, howMany: buried.length };
};

/** Lists every name of a parameter or property that values hold or refer to, at any depth. */
function listNames(values: readonly (JsonValue | undefined)[], document: JsonObject): Set<string> {
  const names = new Set<string>();
  const seen = new Set<JsonValue | undefined>();
  const open = [...values];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isJsonObject(value)) {
      const { name, properties, $ref: reference } = value;
      if (typeof name === "string") names.add(name);
      if (isJsonObject(properties)) for (const key of Object.keys(properties)) names.add(key);
      if (typeof reference === "string") open.push(follow(document, reference));
    }
    for (const [key, inner] of Object.entries(value)) if (!isSample(key)) open.push(inner);
  }
  return names;
}

/** What is only shown may hold any name. */
function isSample(key: string): boolean {
  return /^(?:examples?|default|enum|const|x-.*)$/u.test(key);
}

function follow(document: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#/")) return undefined;
  let value: JsonValue | undefined = document;
  for (const step of parsePointer(reference)) {
    if (Array.isArray(value)) value = value[Number(step)];
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}
