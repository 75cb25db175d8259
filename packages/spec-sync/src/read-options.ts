import { parseArgs } from "node:util";
import { SpecError } from "./spec-error.ts";

/**
 * Reads `--name VALUE` options and nothing else.
 *
 * @throws SpecError with the usage line for anything it does not know.
 */
export function readOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const usage = names.map((name) => `[--${name} VALUE]`).join(" ");
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
    const { values } = parseArgs({ args: [...args], options, allowPositionals: false, strict: true });
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = values[name];
      if (value === "") throw new SpecError(`--${name} is empty`);
      if (typeof value === "string") found[name] = value;
    }
    return found;
  } catch (error) {
    const [problem = "wrong use"] = error instanceof Error ? error.message.split(/\.\s|\n/u) : [];
    throw new SpecError(`${problem}; use ${usage || "no arguments"}`);
  }
}
