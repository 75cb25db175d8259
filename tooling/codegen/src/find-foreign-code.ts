import ts from "typescript";
import { createTokens, Foreign, type Tokens } from "./tokens.ts";

const { SyntaxKind } = ts;

/** What stands in a generated file and has no business there. */
export interface ForeignCode {
  line: number;
  column: number;
  /** Such as `` `fetch("x")` ``. */
  what: string;
}

/** What a generated file may hold besides types and literals. */
export interface Allowed {
  /** What the file begins with, letter by letter, because it is ours; whole statements. @default "" */
  prefix?: string;
  /** Functions of the prefix that may be called with a text and a constant of the file. @default none */
  calls?: readonly string[];
  /** Modules that types may be imported from. @default none */
  imports?: readonly string[];
}

/**
 * Reads generated TypeScript and finds the first thing in it that is no type, no literal, no list or object of literals
 * and constants of the same file, and no import of ours. Nothing in what passes can do anything when it is loaded.
 *
 * It knows the little grammar that our writers use, and nothing else: what it does not know is foreign. The compiler's own
 * scanner tells it where texts, comments and names end; its parser would take three times as long.
 */
export function findForeignCode(
  text: string,
  { prefix = "", calls = [], imports = [] }: Allowed,
): ForeignCode | undefined {
  if (!text.startsWith(prefix)) return report(text, { position: 0, what: "another beginning than ours" });
  const hidden = hiddenCharacter.exec(text);
  if (hidden !== null) return report(text, { position: hidden.index, what: `U+${toHex(hidden[0])}` });
  try {
    const file: File = {
      tokens: createTokens(text, prefix.length),
      declared: new Set(listDeclared(prefix)),
      constants: new Set(),
      used: [],
      calls,
      imports,
    };
    while (file.tokens.kind !== SyntaxKind.EndOfFileToken) readStatement(file);
    const unknown = file.used.find(({ name }) => !file.constants.has(name));
    if (unknown !== undefined) throw new Foreign(unknown.position);
  } catch (error) {
    if (!(error instanceof Foreign)) throw error;
    return report(text, error);
  }
  return undefined;
}

/** A file while it is read. */
interface File extends Required<Omit<Allowed, "prefix">> {
  tokens: Tokens;
  /** Names, `type A` or `value a`: types and values may share one. */
  declared: Set<string>;
  constants: Set<string>;
  /** Constants that others name, before or after they are declared. */
  used: { name: string; position: number }[];
}

/** All that is hidden, but for the line breaks of ours. What most of a file is made of is passed by first. */
const hiddenCharacter = /(?![\n -~\u4E00-\u9FFF])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

function toHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

function report(text: string, { position, what }: { position: number; what?: string | undefined }): ForeignCode {
  const lines = text.slice(0, position).split("\n");
  const [rest = ""] = text.slice(position, position + 60).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1, what: what ?? `\`${rest}\`` };
}

/** What our own beginning declares, each at the start of a line. */
function listDeclared(prefix: string): string[] {
  const found = prefix.matchAll(/^(?:export )?(?:(type|interface)|const|function) (\w+)/gmu);
  return [...found].map(([, type, name = ""]) => `${type === undefined ? "value" : "type"} ${name}`);
}

function readStatement(file: File): void {
  const { tokens } = file;
  if (tokens.kind === SyntaxKind.ImportKeyword) return readImport(file);
  const start = tokens.position;
  tokens.skip(SyntaxKind.ExportKeyword);
  const { kind } = tokens;
  const isType = kind === SyntaxKind.TypeKeyword || kind === SyntaxKind.InterfaceKeyword;
  if (!isType && kind !== SyntaxKind.ConstKeyword) throw new Foreign(start);
  tokens.next();
  // On a line of its own, `type` would be a value.
  if (tokens.isOnNewLine) throw new Foreign(start);
  const position = tokens.position;
  const name = tokens.takeName();
  const declared = `${isType ? "type" : "value"} ${name}`;
  // Names declared twice would not load as values, and would silently be joined as interfaces.
  if (file.declared.has(declared)) throw new Foreign(position);
  file.declared.add(declared);
  if (kind === SyntaxKind.InterfaceKeyword) return readMembers(tokens);
  if (kind === SyntaxKind.ConstKeyword) {
    file.constants.add(name);
    if (tokens.skip(SyntaxKind.ColonToken)) readType(tokens);
  }
  tokens.take(SyntaxKind.EqualsToken);
  if (isType) readType(tokens);
  else readData(file);
  tokens.take(SyntaxKind.SemicolonToken);
}

/** `import type { a, b } from "./ours.ts";` */
function readImport({ tokens, imports }: File): void {
  tokens.take(SyntaxKind.ImportKeyword);
  tokens.take(SyntaxKind.TypeKeyword);
  tokens.take(SyntaxKind.OpenBraceToken);
  while (tokens.kind !== SyntaxKind.CloseBraceToken) {
    tokens.takeName();
    if (!tokens.skip(SyntaxKind.CommaToken)) break;
  }
  tokens.take(SyntaxKind.CloseBraceToken);
  tokens.take(SyntaxKind.FromKeyword);
  const position = tokens.position;
  if (!imports.includes(tokens.takeText())) throw new Foreign(position);
  tokens.take(SyntaxKind.SemicolonToken);
}

/** A type without functions, conditions, templates, queries and imports. */
function readType(tokens: Tokens): void {
  tokens.skip(SyntaxKind.BarToken);
  do readPart(tokens);
  while (tokens.skip(SyntaxKind.BarToken) || tokens.skip(SyntaxKind.AmpersandToken));
}

const plainTypes: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
  SyntaxKind.StringKeyword,
  SyntaxKind.NumberKeyword,
  SyntaxKind.BigIntKeyword,
  SyntaxKind.BooleanKeyword,
  SyntaxKind.ObjectKeyword,
  SyntaxKind.UnknownKeyword,
  SyntaxKind.NeverKeyword,
  SyntaxKind.UndefinedKeyword,
]);

/** One member of a union, with the lists and fields of it. */
function readPart(tokens: Tokens): void {
  tokens.skip(SyntaxKind.ReadonlyKeyword);
  if (tokens.kind === SyntaxKind.OpenBraceToken) readMembers(tokens);
  else if (tokens.skip(SyntaxKind.OpenParenToken)) {
    readType(tokens);
    tokens.take(SyntaxKind.CloseParenToken);
  } else if (tokens.skip(SyntaxKind.OpenBracketToken)) readTypes(tokens, SyntaxKind.CloseBracketToken);
  else if (tokens.skip(SyntaxKind.MinusToken)) tokens.take(SyntaxKind.NumericLiteral);
  else if (plainTypes.has(tokens.kind)) tokens.next();
  else {
    tokens.takeName();
    if (!tokens.isOnNewLine && tokens.skip(SyntaxKind.LessThanToken)) readTypes(tokens, SyntaxKind.GreaterThanToken);
  }
  // On a line of its own, a bracket would begin a list of values.
  while (!tokens.isOnNewLine && tokens.skip(SyntaxKind.OpenBracketToken)) {
    if (tokens.skip(SyntaxKind.CloseBracketToken)) continue;
    readType(tokens);
    tokens.take(SyntaxKind.CloseBracketToken);
  }
}

function readTypes(tokens: Tokens, end: ts.SyntaxKind): void {
  while (tokens.kind !== end) {
    readType(tokens);
    if (!tokens.skip(SyntaxKind.CommaToken)) break;
  }
  tokens.take(end);
}

/** `{ readonly "a"?: string; [key: string]: unknown }` */
function readMembers(tokens: Tokens): void {
  tokens.take(SyntaxKind.OpenBraceToken);
  while (tokens.kind !== SyntaxKind.CloseBraceToken) {
    const isReadonly = tokens.skip(SyntaxKind.ReadonlyKeyword);
    if (tokens.skip(SyntaxKind.OpenBracketToken)) {
      tokens.takeName();
      tokens.take(SyntaxKind.ColonToken);
      readType(tokens);
      tokens.take(SyntaxKind.CloseBracketToken);
    } else {
      // Where it is followed by no name, it is one.
      const isName = isReadonly && [SyntaxKind.ColonToken, SyntaxKind.QuestionToken].includes(tokens.kind);
      if (!isName && !tokens.skip(SyntaxKind.NumericLiteral)) tokens.takeKey();
      tokens.skip(SyntaxKind.QuestionToken);
    }
    tokens.take(SyntaxKind.ColonToken);
    readType(tokens);
    if (!tokens.skip(SyntaxKind.SemicolonToken)) break;
  }
  tokens.take(SyntaxKind.CloseBraceToken);
}

const literals: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
]);

/** A literal, a constant of the file, `() => constant`, a call of ours, and lists and objects of them. */
function readData(file: File): void {
  const { tokens, calls } = file;
  if (literals.has(tokens.kind)) tokens.next();
  else if (tokens.skip(SyntaxKind.MinusToken)) tokens.take(SyntaxKind.NumericLiteral);
  else if (tokens.skip(SyntaxKind.OpenBraceToken)) readProperties(file);
  else if (tokens.skip(SyntaxKind.OpenBracketToken)) {
    while (tokens.kind !== SyntaxKind.CloseBracketToken) {
      readData(file);
      if (!tokens.skip(SyntaxKind.CommaToken)) break;
    }
    tokens.take(SyntaxKind.CloseBracketToken);
  } else if (tokens.skip(SyntaxKind.OpenParenToken)) {
    tokens.take(SyntaxKind.CloseParenToken);
    tokens.take(SyntaxKind.EqualsGreaterThanToken);
    useConstant(file);
  } else if (calls.includes(tokens.name)) {
    tokens.next();
    tokens.take(SyntaxKind.OpenParenToken);
    tokens.take(SyntaxKind.StringLiteral);
    tokens.take(SyntaxKind.CommaToken);
    useConstant(file);
    tokens.take(SyntaxKind.CloseParenToken);
  } else useConstant(file);
}

function readProperties(file: File): void {
  const { tokens } = file;
  while (tokens.kind !== SyntaxKind.CloseBraceToken) {
    if (tokens.skip(SyntaxKind.OpenBracketToken)) {
      tokens.take(SyntaxKind.StringLiteral);
      tokens.take(SyntaxKind.CloseBracketToken);
    } else {
      const position = tokens.position;
      // Plainly, it would be the object's prototype.
      if (tokens.takeKey() === "__proto__") throw new Foreign(position);
    }
    tokens.take(SyntaxKind.ColonToken);
    readData(file);
    if (!tokens.skip(SyntaxKind.CommaToken)) break;
  }
  tokens.take(SyntaxKind.CloseBraceToken);
}

function useConstant({ tokens, used }: File): void {
  const { position } = tokens;
  used.push({ name: tokens.takeName(), position });
}
