import { findNearest } from "@just-one/options/find-nearest";
import type { PlainObjectSchema, PlainSchema } from "../protocol/surface.ts";
import { ToolError } from "../results/tool-error.ts";

/**
 * Reads what a client sent as a tool's arguments by the tool's own schema. What can only mean one thing is taken for it: an object
 * or a list as JSON text, as some clients send them, `"true"` for true, `"5"` for 5, and a `null` for what is left out.
 *
 * @throws ToolError that says which argument is wrong, and what it should be
 */
export function readArguments(schema: PlainObjectSchema, args: unknown): Readonly<Record<string, unknown>> {
  const given = readObject(args);
  if (given === undefined) throw wrong("the arguments must be an object");
  const { properties, required = [] } = schema;
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (own === undefined) throw refuseName(name, Object.keys(properties));
    if (value !== null) read[name] = readValue(own, value, name);
  }
  for (const name of required) if (read[name] === undefined) throw wrong(`${name} is required`);
  return read;
}

function readValue(schema: PlainSchema, value: unknown, name: string): unknown {
  switch (schema.type) {
    case "string":
      return readText(schema, value, name);
    case "boolean":
      if (typeof value === "boolean") return value;
      if (value === "true" || value === "false") return value === "true";
      throw wrong(`${name} must be true or false`);
    case "integer":
      return readInteger(schema, value, name);
    case "array":
      return readList(schema, value, name);
    case "object": {
      const object = readObject(value);
      if (object === undefined) throw wrong(`${name} must be an object`);
      return object;
    }
  }
}

function readText({ maxLength = Infinity }: PlainSchema, value: unknown, name: string): string {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string") throw wrong(`${name} must be a text`);
  if (text.length > maxLength) throw wrong(`${name} must have no more than ${maxLength} characters`);
  return text;
}

function readInteger({ minimum = -Infinity, maximum = Infinity }: PlainSchema, value: unknown, name: string): number {
  const number = typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number >= minimum && number <= maximum) {
    return number;
  }
  throw wrong(`${name} must be a whole number from ${minimum} to ${maximum}`);
}

function readList({ minItems = 0, maxItems = Infinity, items }: PlainSchema, value: unknown, name: string): unknown[] {
  const list = readJson(value);
  if (!Array.isArray(list)) throw wrong(`${name} must be a list`);
  if (list.length < minItems || list.length > maxItems) {
    throw wrong(`${name} must have ${minItems} to ${maxItems} items; it has ${list.length}`);
  }
  return list.map((item: unknown, index) => (items === undefined ? item : readValue(items, item, `${name}[${index}]`)));
}

function readObject(value: unknown): Record<string, unknown> | undefined {
  const object = readJson(value);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  return { ...object };
}

/** What is JSON's text of an object or a list, twice at most: some clients write it, and then write it again. */
function readJson(value: unknown): unknown {
  let read = value;
  for (let times = 0; times < 2 && typeof read === "string"; times += 1) {
    if (!/^\s*["[{]/.test(read)) return read;
    try {
      read = parseWhole(read);
    } catch {
      return read;
    }
  }
  if (isDeeper(read, maxDepth)) throw wrong(`the arguments must not be nested more than ${maxDepth} deep`);
  return read;
}

/** Deeper than anything that an operation takes; whatever goes through it from here on may call itself for each level. */
const maxDepth = 40;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** Integers past 2^53 are read from the text itself, where they are still whole. */
function parseWhole(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    const isCut = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
    const source = context?.source ?? "";
    return isCut && /^-?\d+$/.test(source) ? source : value;
  });
}

function refuseName(name: string, known: readonly string[]): ToolError {
  const shown = name.slice(0, 60);
  const nearest = findNearest(name, known);
  const say = `there is no argument ${JSON.stringify(shown)}; there are ${known.join(", ") || "none"}`;
  return wrong(say, nearest === undefined ? undefined : [nearest]);
}

function wrong(say: string, near?: readonly string[]): ToolError {
  return new ToolError({ error: "invalid_parameters", say, fix: "you: correct the arguments", near });
}
