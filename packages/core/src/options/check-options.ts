import { findUnknown } from "@just-one/options/find-unknown";
import { copyPlain, isPlain } from "../copy-plain.ts";
import { ConfigError } from "../errors/config-error.ts";
import { copyOptions, findOptionProblem, type Shape } from "./read-options.ts";

/**
 * Reads the options of a client, or of what it is asked, once.
 *
 * @throws ConfigError that says which of them cannot work, and what was probably meant
 */
export function checkOptions<Options extends object>(given: Options, shape: Shape<Options>): Options {
  const own = copyOptions(given);
  if (isPlain(own) && "retry" in own) own.retry = copyPlain(own.retry); // a child or a map holds it for long
  const problem = findAnyProblem(own, shape);
  if (problem !== undefined) throw new ConfigError(problem);
  return own;
}

/** Says which of a client's or a call's options cannot work, also of those within; `undefined` when all of them can. */
export function findAnyProblem<Options extends object>(options: Options, shape: Shape<Options>): string | undefined {
  let problem = findProblem("", options, shape);
  if (problem !== undefined) return problem;
  for (const name in shape) {
    const own = shape[name];
    if (typeof own !== "object") continue;
    const nested: unknown = options[name];
    for (const [index, one] of [nested].flat().entries()) {
      // A limiter of the caller's has what it likes.
      if (typeof one !== "object" || one === null || "acquire" in one) continue;
      problem ??= findProblem(Array.isArray(nested) ? `${name}[${index}].` : `${name}.`, one, own[1]);
    }
  }
  return problem;
}

/**
 * Besides what `findOptionProblem` finds, one that is `null` or of the wrong type would quietly mean something else: no
 * limit, as a rule.
 */
function findProblem<Options extends object>(
  where: string,
  options: Options,
  shape: Shape<Options>,
): string | undefined {
  return findOptionProblem(where, options, shape, findUnknown) ?? findKindProblem(where, options, shape);
}

/** What an option must be able to do that is no plain data. */
const methods: Readonly<Record<string, readonly string[]>> = {
  ledger: ["reserve", "settle", "usage", "unreconciled"],
  store: ["get", "set"],
  signal: ["addEventListener", "removeEventListener"],
};

/** Kinds are joined by "or", and may have an example behind a comma. */
function findKindProblem<Options extends object>(
  where: string,
  options: Options,
  shape: Shape<Options>,
): string | undefined {
  for (const name in shape) {
    const value: unknown = options[name];
    const own = shape[name];
    const kinds = typeof own === "object" ? own[0] : own;
    if (value === undefined || typeof kinds !== "string") continue;
    const [alternatives = ""] = kinds.split(",");
    if (!alternatives.split(" or ").includes(findKind(value))) return `\`${where}${name}\` must be ${kinds}`;
    const lacking = methods[name]?.find((method) => typeof Reflect.get(Object(value) as object, method) !== "function");
    if (lacking !== undefined) return `\`${where}${name}\` must have a method \`${lacking}\``;
  }
  return undefined;
}

function findKind(value: unknown): string {
  if (Array.isArray(value)) return "an array";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") return "a text";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : "";
}
