import type { Encoded } from "./encoded.ts";
import { replaceHidden } from "./hidden.ts";
import { breakSourceMaps } from "./source-maps.ts";

/** TypeScript, or a piece of it. */
export type Code = Encoded<"code">;

/**
 * Puts code together: what stands in the template is ours, what is put in must be `Code`, that is, written by one of the
 * functions below. Text of others does not compile here. Lists stand one item after the other.
 */
export function code(strings: TemplateStringsArray, ...parts: readonly (Code | readonly Code[] | boolean)[]): Code {
  let written = strings[0] ?? "";
  for (const [index, part] of parts.entries()) {
    written += (typeof part === "object" ? part.join("") : String(part)) + (strings[index + 1] ?? "");
  }
  return asCode(written);
}

/** Puts pieces of code together, with code between them. */
export function joinCode(parts: readonly Code[], separator: Code): Code {
  return asCode(parts.join(separator));
}

/**
 * Writes a string literal from which nothing can break out, not even where the file ends up inside HTML or before a tool
 * that looks for source maps. It means exactly the text.
 */
export function writeString(text: string): Code {
  const visible = replaceHidden(JSON.stringify(text), escapeUnits);
  const escaped = visible.includes("<") ? visible.replaceAll(/<(?=[/!])/gu, String.raw`\u003c`) : visible;
  // Printed in a log of GitHub's, `##[` would be a command.
  return asCode(breakSourceMaps(escaped).replaceAll("##[", String.raw`#\u0023[`));
}

/**
 * Writes a literal of a primitive value.
 *
 * @throws RangeError for a number that no literal means.
 */
export function writeLiteral(value: string | number | bigint | boolean | null): Code {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "bigint") return asCode(`${value}n`);
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} cannot be written as code`);
  return asCode(String(value));
}

/** Writes any value of JSON, and integers that no number holds. */
export function writeValue(value: unknown): Code {
  if (Array.isArray(value)) return code`[${joinCode(value.map(writeValue), code`, `)}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => code`${writeMember(key)}: ${writeValue(member)}`);
    return members.length === 0 ? code`{}` : code`{ ${joinCode(members, code`, `)} }`;
  }
  const isPrimitive = ["string", "number", "bigint", "boolean"].includes(typeof value);
  // Safe: the line above has looked.
  return writeLiteral(isPrimitive ? (value as string | number | bigint | boolean) : null);
}

/** Writes a property's name in a type: bare where TypeScript allows it, quoted else. */
export function writeKey(name: string): Code {
  return isIdentifier(name) ? asCode(name) : writeString(name);
}

/** Writes a property's name in an object, where a plain `__proto__` would be the object's prototype. */
export function writeMember(name: string): Code {
  return name === "__proto__" ? code`["__proto__"]` : writeKey(name);
}

/**
 * Writes a name of our own making.
 *
 * @throws RangeError for what is no plain identifier.
 */
export function writeIdentifier(name: string): Code {
  if (!isIdentifier(name)) throw new RangeError(`${JSON.stringify(name)} is no identifier`);
  return asCode(name);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** As `\u202e`, for each half of a character that has two. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join("");
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

// Safe where it is called: each caller has just encoded what it passes, or has it from a template of ours.
function asCode(text: string): Code {
  return text as Code;
}
