import { findNumberProblem } from "../check-numbers.ts";
import { leastRetry } from "../retry/retry-options.ts";

/**
 * Says which of a client's or a call's options cannot work; `undefined` when all of them can. One that is `null` or of
 * the wrong type would quietly mean something else: no limit, as a rule.
 */
export function findOptionProblem(options: object): string | undefined {
  const { keepText }: { keepText?: unknown } = options;
  return (
    findNumberProblem("", options, {
      timeoutMs: 1,
      // May have passed already, as when a caller passes what is left of its own.
      deadlineMs: -Infinity,
      maxResponseBytes: 1,
      ...(typeof keepText === "boolean" ? undefined : { keepText: 1 }),
    }) ??
    findKindProblem("", options) ??
    findNestedProblem(options)
  );
}

type Kind = "true" | "false" | "a text" | "a function" | "an object" | "an array" | "nothing that works";

const flag: readonly Kind[] = ["true", "false"];
const part: readonly Kind[] = ["an object", "false"];

const kinds: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ["allowInsecureHttp", flag],
  ["allowBrowser", flag],
  ["twins", flag],
  ["retryUnknown", flag],
  ["adaptive", flag],
  ["environment", ["a text"]],
  ["baseUrl", ["a text"]],
  ["label", ["a text"]],
  ["cache", ["an object", "a text"]],
  ["fetch", ["a function"]],
  ["onEvent", ["a function"]],
  ["onMismatch", ["a function"]],
  ["onProgress", ["a function"]],
  ["catalog", ["an array"]],
  ["stages", ["an array"]],
  ["validators", ["an array"]],
  ["retry", part],
  ["latches", part],
  ["rateLimiter", part],
  ["budget", ["an object"]],
  ["ledger", ["an object"]],
  ["store", ["an object"]],
  ["signal", ["an object"]],
  ["prices", ["an object", "a function"]],
]);

/** What an option must be able to do that is no plain data. */
const methods: ReadonlyMap<string, readonly string[]> = new Map([
  ["ledger", ["reserve", "settle", "usage", "unreconciled"]],
  ["store", ["get", "set"]],
  ["signal", ["addEventListener", "removeEventListener"]],
]);

function findKindProblem(where: string, options: object): string | undefined {
  for (const [name, value] of Object.entries(options)) {
    const allowed = kinds.get(name);
    if (value === undefined || allowed === undefined) continue;
    if (!allowed.includes(findKind(value))) return `\`${where}${name}\` must be ${allowed.join(" or ")}`;
    const lacking = methods.get(name)?.find((method) => typeof Reflect.get(value, method) !== "function");
    if (lacking !== undefined) return `\`${where}${name}\` must have a method \`${lacking}\``;
  }
  return undefined;
}

function findKind(value: unknown): Kind {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "string") return "a text";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : "nothing that works";
}

function findNestedProblem(options: object): string | undefined {
  const { retry, rateLimiter, cache }: { retry?: unknown; rateLimiter?: unknown; cache?: unknown } = options;
  if (typeof retry === "object" && retry !== null) {
    const problem = findNumberProblem("retry.", retry, leastRetry) ?? findKindProblem("retry.", retry);
    if (problem !== undefined) return problem;
  }
  for (const [name, nested] of Object.entries({ rateLimiter, cache })) {
    const problem = typeof nested === "object" && nested !== null && findKindProblem(`${name}.`, nested);
    if (typeof problem === "string") return problem;
  }
  return undefined;
}
