import { SelectError } from "./select-error.ts";

/** A word of an expression. */
export interface Token {
  /** `name`, `quoted`, `value`, `number`, `end`, or the mark that it is. */
  readonly type: string;
  /** What a name, a text or a literal means. */
  readonly value: unknown;
  /** Where it stands, from 0. */
  readonly at: number;
}

const pattern =
  /\s+|(?<name>[A-Za-z_]\w*)|(?<number>-?\d+)|(?<quoted>"(?:\\.|[^"\\])*")|(?<raw>'(?:\\[^]|[^'\\])*')|(?<literal>`(?:\\[^]|[^`\\])*`)|(?<mark>\[\?|\[\]|\|\||&&|[=!<>]=|[.*,:@&|!<>()[\]{}])/y;

/** @throws SelectError */
export function readTokens(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let at = 0; at < expression.length; at = pattern.lastIndex) {
    const { groups } = pattern.exec(expression) ?? {};
    if (groups === undefined) throw refuse(`${JSON.stringify(expression[at])} has no meaning, or does not end`, at);
    const { name, number, quoted, raw, literal, mark } = groups;
    if (name !== undefined) tokens.push({ type: "name", value: name, at });
    if (number !== undefined) tokens.push({ type: "number", value: Number(number), at });
    if (quoted !== undefined) tokens.push({ type: "quoted", value: parse(quoted, at), at });
    if (raw !== undefined) tokens.push({ type: "value", value: raw.slice(1, -1).replaceAll("\\'", "'"), at });
    if (literal !== undefined) tokens.push({ type: "value", value: readLiteral(literal.slice(1, -1), at), at });
    if (mark !== undefined) tokens.push({ type: mark, value: mark, at });
  }
  return [...tokens, { type: "end", value: "its end", at: expression.length }];
}

export function refuse(say: string, at: number): SelectError {
  return new SelectError(`${say}, at character ${at + 1}`);
}

/** JSON between backticks; a bare word stands for its text, as many write it. */
function readLiteral(text: string, at: number): unknown {
  const json = text.replaceAll("\\`", "`").trim();
  const value = /^[\w.:/ -]+$/.test(json) && !isJson(json) ? json : parse(json, at);
  if (losesDigits(value))
    throw refuse("a number beyond 2^53 loses its last digits: write it in '…', as replies do", at);
  return value;
}

function parse(json: string, at: number): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refuse("what stands in quotes there is no JSON", at);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function losesDigits(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(losesDigits);
  return typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
}
