import { checkCall } from "./functions.ts";
import { readTokens, refuse, type Token } from "./read-tokens.ts";

/** An expression of JMESPath, read. */
export type Select =
  | { readonly kind: "current" }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "index"; readonly at: number }
  | { readonly kind: "slice"; readonly parts: readonly (number | undefined)[] }
  | { readonly kind: "flatten" | "not" | "reference"; readonly of: Select }
  /** What the right side takes of what the left one gives. */
  | { readonly kind: "chain" | "or" | "and"; readonly left: Select; readonly right: Select }
  | { readonly kind: "compare"; readonly operator: string; readonly left: Select; readonly right: Select }
  /** `each` of the items of a list, or of an object's values; of those that pass the test, where there is one. */
  | { readonly kind: "items" | "values"; readonly of: Select; readonly each: Select; readonly test?: Select }
  | { readonly kind: "list"; readonly items: readonly Select[] }
  | { readonly kind: "object"; readonly members: readonly (readonly [string, Select])[] }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Select[] };

const current: Select = { kind: "current" };

/** How strongly what stands between two parts binds them. */
const powers: Readonly<Record<string, number>> = {
  "|": 1,
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "[]": 9,
  "[?": 21,
  ".": 40,
  "[": 55,
};
const starPower = 20;
const notPower = 45;

/**
 * Reads an expression, names and numbers of arguments of functions included: whatever can be refused without a reply is.
 *
 * @throws SelectError that names the place
 */
export function parseSelect(expression: string): Select {
  const tokens = readTokens(expression);
  let next = 0;
  // Safe: the last one is the end, and nothing goes on behind it.
  const look = (ahead = 0): Token => tokens[Math.min(next + ahead, tokens.length - 1)] as Token;
  const power = (): number => powers[look().type] ?? 0;
  const take = (): Token => {
    const token = look();
    next += 1;
    return token;
  };
  const match = (type: string): void => {
    const token = take();
    if (token.type !== type) throw refuse(`${type} is missing before ${String(token.value)}`, token.at);
  };
  const isNext = (type: string): boolean => look().type === type;

  function readExpression(least: number): Select {
    let left = readStart(take());
    while (least < power()) left = readRest(take(), left);
    return left;
  }

  function readStart(token: Token): Select {
    switch (token.type) {
      case "value":
        return { kind: "literal", value: token.value };
      case "name":
        return isNext("(") ? readCall(token) : { kind: "field", name: String(token.value) };
      case "quoted":
        return { kind: "field", name: String(token.value) };
      case "!":
        return { kind: "not", of: readExpression(notPower) };
      case "@":
        return current;
      case "*":
        return { kind: "values", of: current, each: isNext("]") ? current : readEach(starPower) };
      case "[?":
      case "[]":
        return readRest(token, current);
      case "{":
        return readObject();
      case "[":
        return isNext("number") || isNext(":") || (isNext("*") && look(1).type === "]")
          ? readRest(token, current)
          : readList();
      case "(": {
        const inner = readExpression(0);
        match(")");
        return inner;
      }
      default:
        throw refuse(`${String(token.value)} cannot stand there`, token.at);
    }
  }

  function readRest({ type, at }: Token, left: Select): Select {
    switch (type) {
      case ".":
        if (!isNext("*")) return { kind: "chain", left, right: readMember(40) };
        take();
        return { kind: "values", of: left, each: readEach(40) };
      case "|":
        return { kind: "chain", left, right: readExpression(1) };
      case "||":
        return { kind: "or", left, right: readExpression(2) };
      case "&&":
        return { kind: "and", left, right: readExpression(3) };
      case "[]":
        return { kind: "items", of: { kind: "flatten", of: left }, each: readEach(9) };
      case "[?": {
        const test = readExpression(0);
        match("]");
        return { kind: "items", of: left, test, each: readEach(21) };
      }
      case "[":
        return readBrackets(left);
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=":
        return { kind: "compare", operator: type, left, right: readExpression(5) };
      default:
        throw refuse(`${type} cannot stand there`, at);
    }
  }

  /** Behind a `[` that takes an item, some of them, or all. */
  function readBrackets(left: Select): Select {
    if (isNext("*")) {
      take();
      match("]");
      return { kind: "items", of: left, each: readEach(starPower) };
    }
    const parts: (number | undefined)[] = [undefined];
    const { at } = look();
    while (!isNext("]")) {
      const token = take();
      if (token.type === ":") parts.push(undefined);
      else if (token.type === "number" && parts.at(-1) === undefined) parts[parts.length - 1] = Number(token.value);
      else throw refuse(`${String(token.value)} cannot stand in brackets behind something`, token.at);
    }
    match("]");
    const [first] = parts;
    if (parts.length === 1 && first !== undefined) return { kind: "chain", left, right: { kind: "index", at: first } };
    if (parts.length > 3 || parts[2] === 0) throw refuse("a slice has a start, an end and a step that is not 0", at);
    return { kind: "items", of: { kind: "chain", left, right: { kind: "slice", parts } }, each: readEach(starPower) };
  }

  /** What is taken of each item. */
  function readEach(least: number): Select {
    if (power() < 10) return current;
    if (isNext("[") || isNext("[?")) return readExpression(least);
    match(".");
    return readMember(least);
  }

  /** Behind a point. */
  function readMember(least: number): Select {
    if (isNext("name") || isNext("quoted") || isNext("*")) return readExpression(least);
    const token = take();
    if (token.type === "[") return readList();
    if (token.type === "{") return readObject();
    throw refuse(`${String(token.value)} cannot stand behind a point`, token.at);
  }

  function readList(): Select {
    return { kind: "list", items: readMany("]", () => readExpression(0)) };
  }

  function readObject(): Select {
    const members = readMany("}", (): readonly [string, Select] => {
      const { type, value, at } = take();
      if (type !== "name" && type !== "quoted") throw refuse("a name for the field is missing", at);
      match(":");
      return [String(value), readExpression(0)];
    });
    return { kind: "object", members };
  }

  function readCall({ value, at }: Token): Select {
    match("(");
    const name = String(value);
    const given = isNext(")") ? [] : readMany(")", readGiven);
    if (given.length === 0) match(")");
    const mistake = checkCall(name, given);
    if (mistake !== undefined) throw refuse(mistake, at);
    return { kind: "call", name, given };
  }

  function readGiven(): Select {
    if (!isNext("&")) return readExpression(0);
    take();
    return { kind: "reference", of: readExpression(0) };
  }

  /** One or more, between commas, up to the end mark. */
  function readMany<T>(end: string, readOne: () => T): T[] {
    const all = [readOne()];
    while (isNext(",")) {
      take();
      all.push(readOne());
    }
    match(end);
    return all;
  }

  const read = readExpression(0);
  if (!isNext("end")) throw refuse(`${String(look().value)} cannot stand there`, look().at);
  return read;
}
