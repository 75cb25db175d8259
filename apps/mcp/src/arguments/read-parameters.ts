import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import { ToolError } from "../results/tool-error.ts";

/**
 * Makes of what a model sent what an operation takes, wherever there is no doubt: a number where a text is wanted, `"true"` where a
 * boolean is, digits where a number is, and of a text what is seen.
 *
 * @throws ToolError for what has lost something on the way: an integer its last digits, as every number of JSON beyond 2^53, or a
 * text a character, as where its bytes were no UTF-8
 */
export function readParameters(
  { parameters }: CatalogEntry,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      refuseCut(value, name);
      const parameter = parameters.find((one) => one.name === name);
      // What is `null` was meant to be left out, but where the document allows it.
      if (value === null && parameter?.types.includes("null") !== true) return [];
      return [[name, parameter === undefined ? value : readValue(parameter, value)]];
    }),
  );
}

function readValue({ types }: CatalogParameter, given: unknown): unknown {
  const value = typeof given === "string" ? trimText(given) : given;
  const allows = (type: CatalogParameter["types"][number]): boolean => types.includes(type);
  if (typeof value === "number" || typeof value === "boolean") {
    const isFine = types.length === 0 || allows(typeof value === "boolean" ? "boolean" : "number") || allows("integer");
    return !isFine && allows("string") ? String(value) : value;
  }
  if (typeof value !== "string" || allows("string")) return value;
  if (allows("boolean") && (value === "true" || value === "false")) return value === "true";
  if (allows("integer") && /^-?\d{1,40}$/.test(value)) return readInteger(value);
  if (allows("number") && value.trim() !== "" && Number.isFinite(Number(value))) return Number(value);
  return value;
}

function readInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/**
 * What is seen of a text: blanks and marks without a width at its ends say nothing, and an accent is the same in one character or in
 * two. Else each spelling would be a question of its own, and paid for.
 */
function trimText(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blank.test(text.charAt(start))) start += 1;
  while (end > start && blank.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end).normalize("NFC");
}

const blank = /[\s\p{Cc}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** Looks into lists and objects, too: they are written as JSON. */
function refuseCut(value: unknown, name: string): void {
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) refuseCut(member, name);
  if (typeof value === "string" && value.includes("\uFFFD")) {
    throw new ToolError({
      error: "invalid_parameters",
      fix: `you: send ${name.slice(0, 60)} again, in UTF-8`,
      say: `${name.slice(0, 60)} has a character that was lost on the way (U+FFFD); nothing was sent.`,
    });
  }
  if (typeof value !== "number" || Number.isSafeInteger(value) || !Number.isInteger(value)) return;
  throw new ToolError({
    error: "unsafe_number",
    fix: `you: send ${name.slice(0, 60)} as a string, in quotes`,
    say: `${name.slice(0, 60)} is a number beyond 2^53, whose last digits JSON has lost on the way; nothing was sent.`,
  });
}
