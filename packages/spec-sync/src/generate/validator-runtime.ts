/** Where a reply differs from its schema. Made of the schema's own names and types; nothing of the reply is in it. */
export interface Mismatch {
  /** Such as `data.list[*].user.id`; items of lists and values of maps are told as `*`, and told once. */
  readonly path: string;
  /** What the schema allows, such as `"string or null"`. */
  readonly expected: string;
  /** The type of what came, or `"missing"`. */
  readonly actual: string;
}

/** Holds replies of one operation against the schema of their `data`. */
export interface Validator {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** Lists where `data` differs, the first 20 places at most; empty when it fits. Never throws. */
  readonly check: (data: unknown) => readonly Mismatch[];
}

/**
 * The keywords of JSON Schema that are checked; all others are not. `ref` stands for `$ref`, as a function because
 * schemas may hold themselves.
 */
export interface DataSchema {
  readonly type?: readonly string[];
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, DataSchema>>;
  readonly patternProperties?: Readonly<Record<string, DataSchema>>;
  readonly additionalProperties?: DataSchema;
  readonly items?: DataSchema;
  readonly allOf?: readonly DataSchema[];
  readonly anyOf?: readonly DataSchema[];
  readonly ref?: () => DataSchema;
}

/** Makes the validator of one operation. It interprets the schema: no `eval`, so it works under any CSP. */
export function createValidator(operation: string, schema: DataSchema): Validator {
  return {
    operation,
    check: (data) => {
      const found = new Map<string, Mismatch>();
      checkValue(schema, data, { path: "data", depth: 0, found });
      return [...found.values()];
    },
  };
}

const maxMismatches = 20;
const maxDepth = 200; // a schema that holds itself meets replies of any depth

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly found: Map<string, Mismatch>;
}

function checkValue(schema: DataSchema, value: unknown, place: Place): void {
  const { path, depth, found } = place;
  if (depth > maxDepth || found.size >= maxMismatches) return;
  const report = (expected: string, actual: string, where = path): void => {
    if (!found.has(where)) found.set(where, { path: where, expected, actual });
  };
  const deeper = { ...place, depth: depth + 1 };
  if (schema.type !== undefined && !schema.type.some((type) => isOfType(value, type))) {
    return report(schema.type.join(" or ") || "nothing", nameType(value));
  }
  if (schema.enum !== undefined && !schema.enum.some((allowed) => allowed === value)) {
    return report(`one of ${schema.enum.length} values`, `another ${nameType(value)}`);
  }
  if (schema.ref !== undefined) checkValue(schema.ref(), value, deeper);
  for (const part of schema.allOf ?? []) checkValue(part, value, deeper);
  if (schema.anyOf !== undefined && !schema.anyOf.some((part) => fits(part, value, deeper))) {
    return report(`one of ${schema.anyOf.length} shapes`, nameType(value));
  }
  if (Array.isArray(value)) {
    if (schema.items === undefined) return;
    for (const item of value) checkValue(schema.items, item, { ...deeper, path: `${path}[*]` });
  } else if (typeof value === "object" && value !== null) {
    for (const name of schema.required ?? []) {
      if (!Object.hasOwn(value, name)) report("present", "missing", joinPath(path, name));
    }
    checkMembers(schema, value, deeper);
  }
}

function checkMembers(schema: DataSchema, value: object, place: Place): void {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const patterns = Object.entries(patternProperties).map(([text, part]) => ({ pattern: new RegExp(text, "u"), part }));
  for (const [key, member] of Object.entries(value)) {
    const named = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (named !== undefined) checkValue(named, member, { ...place, path: joinPath(place.path, key) });
    const parts = patterns.filter(({ pattern }) => pattern.test(key)).map(({ part }) => part);
    if (named === undefined && parts.length === 0 && additionalProperties !== undefined)
      parts.push(additionalProperties);
    // Such a key is the reply's own, perhaps somebody's id, so it is not told.
    for (const part of parts) checkValue(part, member, { ...place, path: `${place.path}.*` });
  }
}

function fits(schema: DataSchema, value: unknown, place: Place): boolean {
  const found = new Map<string, Mismatch>();
  checkValue(schema, value, { ...place, found });
  return found.size === 0;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value) || isLongInteger(value);
  if (type === "number") return typeof value === "number" || isLongInteger(value);
  return nameType(value) === type;
}

/** The client delivers integers beyond 2^53 as text, to keep them whole. */
function isLongInteger(value: unknown): boolean {
  return typeof value === "string" && /^-?\d{16,}$/.test(value) && !Number.isSafeInteger(Number(value));
}

function nameType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function joinPath(path: string, name: string): string {
  return /^[\w$-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
