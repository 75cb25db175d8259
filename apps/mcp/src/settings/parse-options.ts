import { parseArgs } from "node:util";
import type { OptionRow } from "./option-rows.ts";
import { SettingsError } from "./settings-error.ts";

/** What was typed: switches are true, texts are texts. */
export interface TypedOptions {
  has(name: string): boolean;
  text(name: string): string | undefined;
  list(name: string): readonly string[];
  /** @throws SettingsError for what is no whole number from 0 to the most */
  count(name: string, otherwise: number, most?: number): number;
  readonly rest: readonly string[];
}

/**
 * Reads a command line by its options.
 *
 * @throws SettingsError that repeats nothing of what was typed, which may be a token
 */
export function parseOptions(args: readonly string[], rows: readonly OptionRow[], mostRest = 0): TypedOptions {
  const { values, positionals } = parse(args, rows);
  if (positionals.length > mostRest) {
    throw new SettingsError(
      "There is a word too much on the command line. The token goes into JUST_ONE_TOKEN; --help tells more.",
    );
  }
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    has: (name) => values[name] === true,
    text,
    list: (name) => [values[name] ?? []].flat().map(String),
    count: (name, otherwise, most = 1_000_000) => {
      const given = text(name);
      if (given === undefined) return otherwise;
      const number = /^\d{1,9}$/.test(given) ? Number(given) : Infinity;
      if (number > most) throw new SettingsError(`--${name} takes a whole number from 0 to ${most}.`);
      return number;
    },
    rest: positionals,
  };
}

function parse(
  args: readonly string[],
  rows: readonly OptionRow[],
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        rows.map(({ name, text, isRepeated = false }) => [
          name,
          { type: text === undefined ? ("boolean" as const) : ("string" as const), multiple: isRepeated },
        ]),
      ),
    });
  } catch {
    // Node's message repeats what was typed, which may be a token.
    throw new SettingsError(
      "There is an option that nobody knows, or one lacks its value. The token goes into JUST_ONE_TOKEN; --help tells more.",
    );
  }
}
