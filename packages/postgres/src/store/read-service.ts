import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "@just-one/core";

/**
 * The settings of one service in libpq's files: the one that `PGSERVICEFILE` names or `~/.pg_service.conf`, then that of the
 * machine, in `PGSYSCONFDIR`.
 *
 * @throws ConfigError when no file has the service
 */
export function readService(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const { PGSERVICEFILE: own, PGSYSCONFDIR: system } = environment;
  const files = [own ?? join(environment["HOME"] ?? homedir(), ".pg_service.conf")];
  if (system !== undefined) files.push(join(system, "pg_service.conf"));
  for (const file of files) {
    const service = findSection(readQuietly(file), name);
    if (service !== undefined) return service;
  }
  throw new ConfigError(`there is no service ${name} in ${files.join(" or ")}`);
}

function findSection(text: string, name: string): Readonly<Record<string, string>> | undefined {
  let section: Record<string, string> | undefined;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith("[")) {
      if (section !== undefined) return section;
      if (line === `[${name}]`) section = {};
      continue;
    }
    const [key = "", ...value] = line.split("=");
    if (section !== undefined) section[key.trim()] = value.join("=").trim();
  }
  return section;
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // the next one may have it
  }
}
