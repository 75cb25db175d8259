import ts from "typescript";

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
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text, ({ message }) => {
    throw new Foreign(scanner.getTokenStart(), message);
  });
  scanner.resetTokenState(offset);

  const tokens: Tokens = {
    kind: ts.SyntaxKind.Unknown,
    position: offset,
    isOnNewLine: false,
    name: "",
    next() {
      let isOnNewLine = false;
      for (;;) {
        const kind = scanner.scan();
        if (kind === ts.SyntaxKind.NewLineTrivia) isOnNewLine = true;
        else if (kind === ts.SyntaxKind.MultiLineCommentTrivia) isOnNewLine ||= scanner.getTokenText().includes("\n");
        else if (kind === ts.SyntaxKind.SingleLineCommentTrivia) {
          if (directive.test(scanner.getTokenText()))
            throw new Foreign(scanner.getTokenStart(), "a directive to the compiler");
        } else if (kind !== ts.SyntaxKind.WhitespaceTrivia) {
          const name = kind === ts.SyntaxKind.Identifier ? scanner.getTokenValue() : "";
          Object.assign(tokens, { kind, position: scanner.getTokenStart(), isOnNewLine, name });
          return;
        }
      }
    },
    skip(kind) {
      const isIt = tokens.kind === kind;
      if (isIt) tokens.next();
      return isIt;
    },
    take(kind) {
      if (tokens.kind !== kind) throw new Foreign(tokens.position);
      tokens.next();
    },
    takeName() {
      const { name } = tokens;
      tokens.take(ts.SyntaxKind.Identifier);
      return name;
    },
    takeText() {
      const value = scanner.getTokenValue();
      tokens.take(ts.SyntaxKind.StringLiteral);
      return value;
    },
    takeKey() {
      const value = scanner.getTokenValue();
      // Words of the language have the higher numbers.
      if (tokens.kind !== ts.SyntaxKind.StringLiteral && tokens.kind < ts.SyntaxKind.Identifier)
        throw new Foreign(tokens.position);
      tokens.next();
      return value;
    },
  };
  tokens.next();
  return tokens;
}
