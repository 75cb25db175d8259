import { compilePattern } from "./compile-pattern.ts";
import { type Comparable, isSingular, type Operator, type Query, type Segment, type Test } from "./query.ts";
import { readString } from "./read-string.ts";
import type { Scanner } from "./scanner.ts";

type ParseSegments = (scanner: Scanner) => Segment[];

interface Context {
  scanner: Scanner;
  parseSegments: ParseSegments;
}

/** Reads what stands behind `?`. */
export function parseFilter(scanner: Scanner, parseSegments: ParseSegments): Test {
  return parseAny({ scanner, parseSegments });
}

function parseAny(context: Context): Test {
  return context.scanner.nest(() => parseJoined(context, { kind: "or", sign: /\|\|/y, parse: parseAll }));
}

function parseAll(context: Context): Test {
  return parseJoined(context, { kind: "and", sign: /&&/y, parse: parseBasic });
}

function parseJoined(
  context: Context,
  { kind, sign, parse }: { kind: "or" | "and"; sign: RegExp; parse: (context: Context) => Test },
): Test {
  const { scanner } = context;
  const first = parse(context);
  const tests = [first];
  for (;;) {
    // What stands behind a space may belong to whoever asked.
    scanner.skipSpace();
    if (scanner.take(sign) === undefined) return tests.length === 1 ? first : { kind, tests };
    scanner.skipSpace();
    tests.push(parse(context));
  }
}

function parseBasic(context: Context): Test {
  const { scanner } = context;
  const isNot = scanner.take(/![ \t\n\r]*/y) !== undefined;
  const test = scanner.take(/\(/y) === undefined ? parseTest(context, isNot) : parseParentheses(context);
  return isNot ? { kind: "not", test } : test;
}

function parseParentheses(context: Context): Test {
  context.scanner.skipSpace();
  const test = parseAny(context);
  context.scanner.expect(/\)/y, ")");
  return test;
}

/** A comparison cannot be turned round without parentheses. */
function parseTest(context: Context, isNot: boolean): Test {
  const { scanner } = context;
  const left = parseOperand(context);
  if ("isWhole" in left) return left;
  const operator = isNot ? undefined : scanner.take(/[ \t\n\r]*(?:[=!<>]=|[<>])/y);
  if (operator === undefined) {
    return "segments" in left
      ? { kind: "exists", query: left }
      : scanner.fail(isNot ? "expected a path, match() or search() behind !," : "expected a comparison");
  }
  scanner.skipSpace();
  return {
    kind: "compare",
    // Safe: the pattern has no others.
    operator: operator.trim() as Operator,
    left: toComparable(left, scanner),
    right: parseComparable(context),
  };
}

type Operand = Comparable | Query | Extract<Test, { kind: "match" }>;

function parseOperand(context: Context): Operand {
  const { scanner } = context;
  return readLiteral(scanner) ?? readQuery(context) ?? parseCall(context);
}

function readLiteral(scanner: Scanner): Comparable | undefined {
  const text = readString(scanner);
  if (text !== undefined) return { kind: "literal", value: text };
  const number = scanner.take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?(?![\d.])/y);
  if (number !== undefined) return { kind: "literal", value: readNumber(number) };
  const word = scanner.take(/(?:true|false|null)(?!\w)/y);
  return word === undefined ? undefined : { kind: "literal", value: word === "null" ? null : word === "true" };
}

/** Long integers stay whole, as those of the document. */
function readNumber(text: string): number | bigint {
  const value = Number(text);
  return /^-?\d+$/u.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
}

function readQuery({ scanner, parseSegments }: Context): Query | undefined {
  const root = scanner.take(/[$@]/y);
  return root === undefined ? undefined : { root: root === "$" ? "$" : "@", segments: parseSegments(scanner) };
}

function parseCall(context: Context): Operand {
  const { scanner } = context;
  const name = scanner.take(/[a-z][\w]*(?=\()/y) ?? scanner.fail("expected a path, a value or a function");
  scanner.expect(/\([ \t\n\r]*/y, "(");
  const found = scanner.nest(() => parseArguments(name, context));
  scanner.expect(/[ \t\n\r]*\)/y, `) behind what ${name}() takes`);
  return found;
}

function parseArguments(name: string, context: Context): Operand {
  const { scanner } = context;
  if (name === "length") return { kind: "length", of: parseComparable(context) };
  if (name === "count" || name === "value") {
    return { kind: name, query: readQuery(context) ?? scanner.fail(`expected a path in ${name}()`) };
  }
  if (name !== "match" && name !== "search") return scanner.fail(`there is no function ${name}()`);
  const text = parseComparable(context);
  scanner.expect(/[ \t\n\r]*,[ \t\n\r]*/y, "a comma");
  const pattern = parseComparable(context);
  const isWhole = name === "match";
  // Refused also where there is nothing that it would be asked of.
  if (pattern.kind === "literal" && typeof pattern.value === "string") compilePattern(pattern.value, isWhole);
  return { kind: "match", isWhole, text, pattern };
}

function parseComparable(context: Context): Comparable {
  return toComparable(parseOperand(context), context.scanner);
}

function toComparable(operand: Operand, scanner: Scanner): Comparable {
  if ("isWhole" in operand) return scanner.fail("match() and search() are compared with nothing, as");
  if (!("segments" in operand)) return operand;
  return isSingular(operand)
    ? { kind: "value", query: operand }
    : scanner.fail("a path that can name several nodes is no value,");
}
