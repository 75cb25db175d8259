import { isObject, type OpenApiDocument } from "./open-api-document.ts";

/** Returns a copy of a document with one path and with what that refers to: Prism's time for reading grows with both. */
export function pickPath(document: OpenApiDocument, path: string): OpenApiDocument {
  const { paths, components, ...rest } = { components: undefined, ...document };
  const item = paths[path] ?? {};
  return structuredClone({ ...rest, paths: { [path]: item }, components: pickComponents(components, [item, rest]) });
}

/** The components that the values refer to, directly or through other components. */
function pickComponents(components: unknown, values: readonly unknown[]): Record<string, unknown> {
  if (!isObject(components)) return {};
  const picked: Record<string, Record<string, unknown>> = {};
  const waiting = [...values];
  while (waiting.length > 0) {
    const text = JSON.stringify(waiting.pop());
    for (const [, kind = "", name = ""] of text.matchAll(/"\$ref":"#\/components\/([\w-]+)\/([^"/]+)/g)) {
      const key = decodeStep(name);
      const group = components[kind];
      if (
        key === undefined ||
        !isObject(group) ||
        !Object.hasOwn(group, key) ||
        Object.hasOwn((picked[kind] ??= {}), key)
      )
        continue;
      picked[kind][key] = group[key];
      waiting.push(group[key]);
    }
  }
  // Security schemes are referred to by their bare names.
  return { ...picked, securitySchemes: components["securitySchemes"] ?? {} };
}

/** One step of a JSON pointer in a URL; `undefined` when it is encoded wrongly, and so refers to nothing. */
function decodeStep(step: string): string | undefined {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return undefined;
  }
}
