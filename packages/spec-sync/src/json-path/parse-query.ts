import { parseFilter } from "./parse-filter.ts";
import type { Query, Segment, Selector } from "./query.ts";
import { readString } from "./read-string.ts";
import { createScanner, type Scanner } from "./scanner.ts";

/**
 * Reads a JSONPath of RFC 9535 and nothing else: what other dialects know (`.length`, `~`, `=~`) selects nothing at
 * best, and is refused.
 *
 * @throws SpecError naming the place.
 */
export function parseQuery(text: string): Query {
  const scanner = createScanner(text);
  scanner.expect(/\$/y, "$");
  const query: Query = { root: "$", segments: parseSegments(scanner) };
  return scanner.isAtEnd() ? query : scanner.fail("expected the end, or a segment,");
}

function parseSegments(scanner: Scanner): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    scanner.take(/[ \t\n\r]+(?=[.[])/y);
    const dots = scanner.take(/\.\.?/y);
    if (dots === undefined && scanner.take(/\[/y) === undefined) return segments;
    const isShort = dots === "." || (dots === ".." && scanner.take(/\[/y) === undefined);
    segments.push({
      isDescendant: dots === "..",
      selectors: isShort ? [parseShort(scanner)] : parseSelectors(scanner),
    });
  }
}

const memberName = /[A-Za-z_\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}][\w\u{80}-\u{D7FF}\u{E000}-\u{10FFFF}]*/uy;

function parseShort(scanner: Scanner): Selector {
  if (scanner.take(/\*/y) !== undefined) return { kind: "wildcard" };
  return { kind: "name", name: scanner.expect(memberName, "a name, *, or a name in brackets and quotes") };
}

function parseSelectors(scanner: Scanner): Selector[] {
  const selectors: Selector[] = [];
  do {
    scanner.skipSpace();
    selectors.push(parseSelector(scanner));
    scanner.skipSpace();
  } while (scanner.take(/,/y) !== undefined);
  scanner.expect(/\]/y, "] or a comma");
  return selectors;
}

function parseSelector(scanner: Scanner): Selector {
  const name = readString(scanner);
  if (name !== undefined) return { kind: "name", name };
  if (scanner.take(/\*/y) !== undefined) return { kind: "wildcard" };
  if (scanner.take(/\?/y) !== undefined) {
    scanner.skipSpace();
    return { kind: "filter", test: parseFilter(scanner, parseSegments) };
  }
  const start = readInteger(scanner);
  if (scanner.take(/[ \t\n\r]*:/y) === undefined) {
    return start === undefined ? scanner.fail("expected a selector") : { kind: "index", index: start };
  }
  scanner.skipSpace();
  const end = readInteger(scanner);
  const step = scanner.take(/[ \t\n\r]*:[ \t\n\r]*/y) === undefined ? undefined : readInteger(scanner);
  return {
    kind: "slice",
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    step: step ?? 1,
  };
}

function readInteger(scanner: Scanner): number | undefined {
  const text = scanner.take(/0(?!\d)|-?[1-9]\d*/y);
  if (text === undefined) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : scanner.fail("a number past 2^53");
}
