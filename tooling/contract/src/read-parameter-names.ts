import { isObject } from "./is-object.ts";
import { type Document, resolveReference } from "./open-api.ts";

/** Reads the names of an operation's parameters, in path, query and form. */
export function readParameterNames(document: Document, definition: Readonly<Record<string, unknown>>): string[] {
  const listed: readonly unknown[] = Array.isArray(definition["parameters"]) ? definition["parameters"] : [];
  const names = listed.map((parameter) => {
    const { name } = toObject(resolveReference(document, parameter));
    return String(name);
  });
  const { content } = toObject(resolveReference(document, definition["requestBody"]));
  for (const media of Object.values(toObject(content))) {
    const { properties } = toObject(resolveReference(document, toObject(media)["schema"]));
    names.push(...Object.keys(toObject(properties)));
  }
  return names;
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
