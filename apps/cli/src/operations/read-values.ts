import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { readLimited } from "../read-limited.ts";
import { holdsToken, refuseToken } from "../refuse-token.ts";
import type { Terminal } from "../terminal.ts";

/** An operation in two arguments, as it is without quotes, is one. */
export function joinOperation(operation: string, pairs: readonly string[]): [string, readonly string[]] {
  const [path = ""] = pairs;
  const isMethod = /^[a-z]{3,7}$/i.test(operation) && path.startsWith("/");
  return isMethod ? [`${operation} ${path}`, pairs.slice(1)] : [operation, pairs];
}

/**
 * Reads `key=@file` from the file, without its last line break; `key=@@text` is a value that begins with `@`.
 *
 * @throws CliError when a file cannot be read, or a value is empty
 */
export function readValues(pairs: readonly string[], terminal: Terminal): Promise<readonly string[]> {
  const { environment, signal } = terminal;
  return Promise.all(
    pairs.map(async (pair) => {
      const [, key = "", value] = /^([^=]*)=@(.*)$/s.exec(pair) ?? [];
      if (/^[^=]+=$/.test(pair)) {
        throw new CliError(
          `${pair.slice(0, 40).replace("=", "")} has no value; leave it out, or write one`,
          exitCodes.wrongUse,
        );
      }
      if (value === undefined) return pair;
      if (value.startsWith("@")) return `${key}=${value}`;
      try {
        const text = (await readLimited(value, { maxBytes: 1024 * 1024, signal }))
          .toString("utf8")
          .replace(/\r?\n$/, "");
        if (holdsToken(text, environment)) throw refuseToken();
        return `${key}=${text}`;
      } catch (error) {
        if (error instanceof CliError) throw error;
        const reason =
          error instanceof Error && "code" in error ? String(error.code) : error instanceof Error ? error.message : "";
        throw new CliError(
          `cannot read ${value.slice(0, 80)} (${reason}); a value that begins with @ is written ${key.slice(0, 40)}=@@…`,
          exitCodes.wrongUse,
        );
      }
    }),
  );
}
