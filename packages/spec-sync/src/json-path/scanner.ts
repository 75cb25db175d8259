import { SpecError } from "../spec-error.ts";

/** Reads a text from its start to its end. */
export interface Scanner {
  /** Reads what a sticky pattern matches here; undefined, and nothing is read, where it does not. */
  take(pattern: RegExp): string | undefined;
  /** The same for what must stand here. */
  expect(pattern: RegExp, what: string): string;
  skipSpace(): void;
  isAtEnd(): boolean;
  fail(what: string): never;
  /** Reads what stands within what is read. */
  nest<Found>(read: () => Found): Found;
}

/** Deeper than anybody writes; shallow enough for the stack. */
const maxDepth = 64;

const space = /[ \t\n\r]*/y;

/** @throws SpecError, from `fail` and `expect`, naming the place in the text. */
export function createScanner(text: string): Scanner {
  let position = 0;
  let depth = 0;
  const scanner: Scanner = {
    take(pattern) {
      pattern.lastIndex = position;
      const [found] = pattern.exec(text) ?? [];
      position += found?.length ?? 0;
      return found;
    },
    expect: (pattern, what) => scanner.take(pattern) ?? scanner.fail(`expected ${what}`),
    skipSpace: () => void scanner.take(space),
    isAtEnd: () => position >= text.length,
    fail(what) {
      throw new SpecError(`not a JSONPath of RFC 9535: ${what} at character ${position + 1}`);
    },
    nest(read) {
      depth += 1;
      if (depth > maxDepth) scanner.fail(`nested deeper than ${maxDepth} levels`);
      const found = read();
      depth -= 1;
      return found;
    },
  };
  return scanner;
}
