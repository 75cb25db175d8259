import { encodeLine, show } from "@just-one/encoders";
import type { Command } from "commander";
import type { PreparedOutput } from "../prepare-output.ts";
import type { Profile } from "./profile.ts";
import { readProfile } from "./read-profile.ts";

/**
 * Fills in from a profile what neither an option nor, unless `--profile` names it, the environment says.
 *
 * @throws CliError where there is none of that name, or the file cannot be used
 */
export function applyProfile(command: Command, own: PreparedOutput["own"]): void {
  const chosen = readProfile(command.optsWithGlobals<{ profile?: string }>().profile, own.environment);
  if (chosen === undefined) return;
  const { name, profile, isOption } = chosen;
  const { environment, baseUrl, tokenVariable, ...options } = profile;
  const isElsewhere = addressVariables.some((variable) => (own.environment[variable] ?? "") !== "");
  if ((environment !== undefined || baseUrl !== undefined) && (isOption || !isElsewhere)) {
    own.environment = { ...own.environment, JUST_ONE_ENVIRONMENT: environment, JUST_ONE_BASE_URL: baseUrl };
  }
  if (tokenVariable !== undefined) {
    own.environment = { ...own.environment, JUST_ONE_TOKEN: own.environment[tokenVariable] };
    own.tokenVariable = tokenVariable;
  }
  fillIn(command, options);
  if (own.stderr.isTTY === true && own.isQuiet !== true)
    own.stderr.write(show`just-one: profile ${encodeLine(name)}\n`);
}

const addressVariables = ["JUST_ONE_ENVIRONMENT", "JUST_ONE_BASE_URL"];

function fillIn(command: Command, options: Omit<Profile, "environment" | "baseUrl" | "tokenVariable">): void {
  for (let here: Command | null = command; here !== null; here = here.parent) {
    for (const option of here.options) {
      const name = option.attributeName();
      const value = Object.hasOwn(options, name) ? options[name as keyof typeof options] : undefined; // safe: it is one
      const source = here.getOptionValueSource(name);
      if (value === undefined || (source !== undefined && source !== "default")) continue;
      here.setOptionValueWithSource(name, option.parseArg?.(String(value), undefined) ?? value, "config");
    }
  }
}
