import type { Prose } from "@just-one/document";
import { type Code, code, joinCode, writeMember, writeValue } from "@just-one/encoders";
import { readTypes } from "./read-types.ts";

/** What `prose.ts` begins with, which is ours; all that follows comes from the document. */
export const prosePrefix: Code = readTypes("prose.ts");

/** Writes `prose.ts`: all that is said to people, in a module of its own, since no client needs a word of it. */
export function emitProse(prose: Prose): Code {
  return code`${prosePrefix}
/** What the document says to people: somebody else's text, to be encoded where it is shown. */
export const prose: Prose = ${writeTree(prose, code`\n`)};
`;
}

/** One field a line, so that a new word is one changed line; short lists stay in theirs. */
function writeTree(value: unknown, lineEnd: Code): Code {
  const inner = code`${lineEnd}  `;
  if (Array.isArray(value) && (value.some((item) => typeof item === "object") || writeValue(value).length > 120)) {
    return code`[${value.map((item) => code`${inner}${writeTree(item, inner)},`)}${lineEnd}]`;
  }
  if (Array.isArray(value) || typeof value !== "object" || value === null) return writeValue(value);
  const fields = Object.entries(value).map(
    ([name, field]) => code`${inner}${writeMember(name)}: ${writeTree(field, inner)},`,
  );
  return code`{${joinCode(fields, code``)}${lineEnd}}`;
}
