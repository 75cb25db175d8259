import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { parsePointer } from "../document/json-pointer.ts";
import type { LocatedOperation } from "../document/open-api.ts";
import { resolveReference } from "../document/resolve-reference.ts";

const schemaPrefix = "#/components/schemas/";

/** Reads which component schema an operation's `data` has, or undefined while nobody has typed it. */
export function readDataSchema(root: JsonObject, located: LocatedOperation): string | undefined {
  for (const schema of listReplySchemas(root, located)) {
    const data = readProperty(schema, "data");
    const reference = isJsonObject(data) ? data["$ref"] : undefined;
    if (typeof reference !== "string" || !reference.startsWith(schemaPrefix)) continue;
    const [, , name, ...deeper] = parsePointer(reference);
    // What stands inside of a component has no name of its own.
    if (deeper.length === 0) return name;
  }
  return undefined;
}

/** Collects the business codes that the envelopes of the operations list. */
export function readBusinessCodes(root: JsonObject, operations: readonly LocatedOperation[]): number[] {
  const codes = new Set<number>();
  for (const located of operations) {
    for (const schema of listReplySchemas(root, located)) {
      const code = readProperty(schema, "code");
      const values = isJsonObject(code) ? code["enum"] : undefined;
      for (const value of Array.isArray(values) ? values : []) {
        if (typeof value === "number" && Number.isSafeInteger(value)) codes.add(value);
      }
    }
  }
  return [...codes].toSorted((one, other) => one - other);
}

/** The schemas that together make up the 200 reply: itself, what it refers to, the parts of its `allOf`. */
function listReplySchemas(root: JsonObject, { operation }: LocatedOperation): JsonObject[] {
  const { responses } = operation;
  const reply = isJsonObject(responses) ? responses["200"] : undefined;
  if (!isJsonObject(reply)) return [];
  const { content } = resolveReference(root, reply);
  const [mediaType] = isJsonObject(content) ? Object.values(content) : [];
  const found: JsonObject[] = [];
  collectParts(root, isJsonObject(mediaType) ? mediaType["schema"] : undefined, found);
  return found;
}

function collectParts(root: JsonObject, value: JsonValue | undefined, found: JsonObject[]): void {
  if (!isJsonObject(value)) return;
  const schema = resolveReference(root, value);
  // A schema that holds itself in its allOf says nothing new the second time.
  if (found.includes(schema)) return;
  found.push(schema);
  for (const part of Array.isArray(schema["allOf"]) ? schema["allOf"] : []) collectParts(root, part, found);
}

function readProperty(schema: JsonObject, name: string): JsonValue | undefined {
  const { properties } = schema;
  return isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
