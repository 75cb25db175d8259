import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@just-one/core";

/** What a line of the file is for. */
export interface PasswordOwner {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password in the file that `PGPASSFILE` names, or `~/.pgpass`: lines of `host:port:database:user:password`, with `*` for any.
 *
 * @throws ConfigError when others may read the file
 */
export function readPasswordFile(
  owner: PasswordOwner,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const file = environment["PGPASSFILE"] ?? join(environment["HOME"] ?? homedir(), ".pgpass");
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return undefined;
  if (process.platform !== "win32" && (mode & 0o077) !== 0)
    throw new ConfigError(`${file} can be read by others than its owner; run chmod 600 on it`);
  const { host, port, database, user } = owner;
  const wanted = [host, String(port), database, user];
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    // A colon or backslash in a field has a backslash before it.
    const fields = (line.match(/(?:\\.|[^:\\])+/g) ?? []).map((field) => field.replace(/\\(.)/g, "$1"));
    if (fields.length === 5 && wanted.every((text, index) => fields[index] === "*" || fields[index] === text))
      return fields[4];
  }
  return undefined;
}
