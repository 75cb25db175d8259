import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findNearest } from "@just-one/options/find-nearest";
import { findUnknown } from "@just-one/options/find-unknown";
import { findUserFolder } from "@just-one/user-folders";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { holdsToken } from "../refuse-token.ts";
import type { Terminal } from "../terminal.ts";
import { type Profile, profileMembers } from "./profile.ts";

/** A profile, and why it is that one. */
export interface ChosenProfile {
  readonly name: string;
  readonly profile: Profile;
  /** `--profile` says so, not a variable or the file. */
  readonly isOption: boolean;
}

/**
 * Finds the profile that `--profile`, else `JUST_ONE_PROFILE`, else the file itself names; `undefined` where none does, or it
 * is `none`.
 *
 * @throws CliError for a file that cannot be used, a token in it, and a profile that is not there
 */
export function readProfile(
  asked: string | undefined,
  environment: Terminal["environment"],
): ChosenProfile | undefined {
  const file = nameConfigFile(environment);
  const config = file === undefined ? undefined : readConfig(file, environment);
  const name = asked ?? (environment["JUST_ONE_PROFILE"] || config?.profile);
  if (name === undefined || name === "none") return undefined;
  const profiles = config?.profiles ?? {};
  const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (profile !== undefined) return { name, profile, isOption: asked !== undefined };
  const known = Object.keys(profiles);
  const nearest = findNearest(name, known);
  const hint = nearest === undefined ? `it has ${known.join(", ") || "none"}` : `did you mean ${nearest}?`;
  throw wrong(
    `there is no profile ${cleanText(name).slice(0, 60)} in ${file ?? "just-one/config.json"}: ${cleanText(hint)}`,
  );
}

function nameConfigFile(environment: Terminal["environment"]): string | undefined {
  try {
    return join(findUserFolder("XDG_CONFIG_HOME", environment), "just-one", "config.json");
  } catch {
    return undefined; // no home, no file
  }
}

interface Config {
  readonly profile?: string;
  readonly profiles?: Readonly<Record<string, Profile>>;
}

function readConfig(file: string, environment: Terminal["environment"]): Config | undefined {
  let text: string;
  try {
    if (statSync(file).size > 1_000_000) throw wrong(`${file} is too large for a file of settings`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof CliError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw wrong(`cannot read ${file} (${code})`);
  }
  if (holdsToken(text, environment)) throw refuseSecret(file);
  let config: unknown;
  try {
    config = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw wrong(`${file} is no JSON`);
  }
  if (findSecret(config)) throw refuseSecret(file);
  const problem = checkConfig(config);
  if (problem !== undefined) throw wrong(`${file}: ${cleanText(problem)}`);
  return config as Config; // safe: it was just checked, member by member
}

/** What is wrong with it, in words. */
function checkConfig(config: unknown): string | undefined {
  if (!isObject(config)) return 'it must be an object, such as { "profiles": { "work": { "timeout": 60 } } }';
  const unknown = findUnknown<Config>("", config, { profile: true, profiles: true });
  if (unknown !== undefined) return unknown;
  const { profile, profiles = {} } = config;
  if (profile !== undefined && typeof profile !== "string") return "`profile` must be the name of one of `profiles`";
  if (!isObject(profiles)) return "`profiles` must be an object";
  for (const [name, members] of Object.entries(profiles)) {
    const where = `profiles.${name.slice(0, 60)}`;
    if (!isObject(members)) return `\`${where}\` must be an object`;
    const other = findUnknown<Profile>(`${where}.`, members, profileMembers);
    if (other !== undefined) return other;
    for (const [member, { must, accepts }] of Object.entries(profileMembers)) {
      if (Object.hasOwn(members, member) && !accepts(members[member])) return `\`${where}.${member}\` must be ${must}`;
    }
  }
  return undefined;
}

/** Whether a member is named after a secret, at any depth. */
function findSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([name, member]) => (name !== "tokenVariable" && /token|secret|passw|api.?key/i.test(name)) || findSecret(member),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseSecret(file: string): CliError {
  return wrong(
    `${file} holds a token or its like, which stands in no file: put it into JUST_ONE_TOKEN, or into a variable of its own that ` +
      "the profile's `tokenVariable` names. Consider renewing it",
  );
}

function wrong(message: string): CliError {
  return new CliError(message, exitCodes.wrongUse);
}
