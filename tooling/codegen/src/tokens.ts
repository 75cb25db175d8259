import ts from "typescript";

/** Of its own: asked of a module for every token, the names of kinds take longer than the tokens. */
const { SyntaxKind } = ts;

/** Where something stands that may not. */
export class Foreign extends Error {
  readonly position: number;
  readonly what: string | undefined;
  constructor(position: number, what?: string) {
    super(what);
    this.position = position;
    this.what = what;
  }
}

/** The words and signs of a file, one after the other, without spaces and comments. */
export interface Tokens {
  readonly kind: ts.SyntaxKind;
  /** Where the present one begins. */
  readonly position: number;
  /** Whether a line ended between the one before and this one: some words then mean another thing. */
  readonly isOnNewLine: boolean;
  /** The present one, where it is a name, else nothing. */
  readonly name: string;
  next(): void;
  /** Goes on if the present one is of a kind, and says so. */
  skip(kind: ts.SyntaxKind): boolean;
  /** Goes on, and refuses any other kind. */
  take(kind: ts.SyntaxKind): void;
  takeName(): string;
  takeText(): string;
  /** A name, a word of the language or a text: what may name a property. */
  takeKey(): string;
}

/** Only at the compiler are comments more than words: these tell it what to read and what not to check. */
const directive = /^\/\/\/?\s*[<@]/u;

/**
 * Reads a file's tokens from an offset on with the compiler's own scanner.
 *
 * @throws Foreign where something is no token, or a comment speaks to the compiler.
 */
export function createTokens(text: string, offset: number): Tokens {
  const scanner = createScanner(text, true);
  scanner.resetTokenState(offset);
  let comment = findComment(text, offset);

  const tokens = {
    kind: SyntaxKind.Unknown,
    position: offset,
    isOnNewLine: false,
    get name() {
      return tokens.kind === SyntaxKind.Identifier ? scanner.getTokenValue() : "";
    },
    next() {
      tokens.kind = scanner.scan();
      tokens.position = scanner.getTokenStart();
      tokens.isOnNewLine = scanner.hasPrecedingLineBreak();
      const end = scanner.getTokenFullStart();
      if (comment < end) comment = findComment(text, end);
      if (comment < tokens.position) refuseDirectives(text.slice(end, tokens.position), end);
    },
    skip(kind: ts.SyntaxKind) {
      const isIt = tokens.kind === kind;
      if (isIt) tokens.next();
      return isIt;
    },
    take(kind: ts.SyntaxKind) {
      if (tokens.kind !== kind) throw new Foreign(tokens.position);
      tokens.next();
    },
    takeName() {
      const { name } = tokens;
      tokens.take(SyntaxKind.Identifier);
      return name;
    },
    takeText() {
      const value = scanner.getTokenValue();
      tokens.take(SyntaxKind.StringLiteral);
      return value;
    },
    takeKey() {
      const value = scanner.getTokenValue();
      // Words of the language have the higher numbers.
      if (tokens.kind !== SyntaxKind.StringLiteral && tokens.kind < SyntaxKind.Identifier)
        throw new Foreign(tokens.position);
      tokens.next();
      return value;
    },
  };
  tokens.next();
  return tokens;
}

function createScanner(text: string, skipsTrivia: boolean): ts.Scanner {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, skipsTrivia, ts.LanguageVariant.Standard, text, () => {
    throw new Foreign(scanner.getTokenStart());
  });
  return scanner;
}

/** Finds the next place where a comment may begin: what is said to the compiler has two slashes, wherever it stands. */
function findComment(text: string, from: number): number {
  const found = text.indexOf("//", from);
  return found === -1 ? text.length : found;
}

/** Looks into what stands between two tokens. */
function refuseDirectives(trivia: string, offset: number): void {
  const scanner = createScanner(trivia, false);
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === SyntaxKind.SingleLineCommentTrivia && directive.test(scanner.getTokenText()))
      throw new Foreign(offset + scanner.getTokenStart(), "a directive to the compiler");
  }
}
