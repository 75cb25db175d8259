import { isObject } from "./is-object.ts";
import type { Formats } from "./list-calls.ts";

/** Reads the formats that an operation demands of its parameters, in the query and in the form. */
export function readFormats(definition: Readonly<Record<string, unknown>>): Formats {
  const parameters: readonly unknown[] = Array.isArray(definition["parameters"]) ? definition["parameters"] : [];
  const formats = new Map<string, string>();
  for (const parameter of parameters.filter(isObject)) note(formats, parameter["name"], parameter["schema"]);
  const { content } = isObject(definition["requestBody"]) ? definition["requestBody"] : {};
  for (const media of isObject(content) ? Object.values(content) : []) {
    const { properties } = isObject(media) && isObject(media["schema"]) ? media["schema"] : {};
    for (const [name, schema] of isObject(properties) ? Object.entries(properties) : []) note(formats, name, schema);
  }
  return formats;
}

function note(formats: Map<string, string>, name: unknown, schema: unknown): void {
  const format = isObject(schema) ? schema["format"] : undefined;
  if (typeof name === "string" && typeof format === "string") formats.set(name, format);
}
