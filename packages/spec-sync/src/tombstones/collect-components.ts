import { isJsonObject, type JsonObject, type JsonValue, parsePointer, setOwn } from "@just-one/document";

/**
 * Collects every component that values refer to, and what those refer to in turn. Each is taken from the first source
 * that has it.
 */
export function collectComponents(
  values: readonly JsonValue[],
  sources: readonly JsonObject[],
): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  const open = values.flatMap(listReferences);
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const [root, kind, name] = parsePointer(reference);
    if (root !== "components" || kind === undefined || name === undefined) continue;
    const known = found[kind] ?? {};
    if (Object.hasOwn(known, name)) continue;
    const component = findComponent(sources, kind, name);
    if (component === undefined) continue;
    setOwn(known, name, structuredClone(component));
    setOwn(found, kind, known);
    open.push(...listReferences(component));
  }
  return found;
}

function findComponent(sources: readonly JsonObject[], kind: string, name: string): JsonValue | undefined {
  for (const { components } of sources) {
    const named = isJsonObject(components) && Object.hasOwn(components, kind) ? components[kind] : undefined;
    if (isJsonObject(named) && Object.hasOwn(named, name)) return named[name];
  }
  return undefined;
}

function listReferences(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap(listReferences);
  if (!isJsonObject(value)) return [];
  const { $ref: reference } = value;
  const own = typeof reference === "string" && reference.startsWith("#/") ? [reference] : [];
  return [...own, ...Object.values(value).flatMap(listReferences)];
}
