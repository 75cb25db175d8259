import { createRedactor } from "@just-one/secrets";
import { CliError } from "./cli-error.ts";
import { exitCodes } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** The answer to a token among the arguments; it does not repeat it. */
export function refuseToken(): CliError {
  return new CliError(
    "a token is never an argument, where the shell's history and every user of this computer can read it.\n" +
      "Put it into the environment variable JUST_ONE_TOKEN. If it was a real one, consider it known and renew it.",
    exitCodes.wrongUse,
  );
}

/** True when a token is among the arguments, whatever command and option they are for. */
export function hasTokenArgument(args: readonly string[], environment: Terminal["environment"]): boolean {
  return args.some((argument) => /^-{1,2}token(?:$|[=:])/i.test(argument) || holdsToken(argument, environment));
}

/** True for a text with a token of the environment, in whatever spelling, or with much of it. */
export function holdsToken(text: string, environment: Terminal["environment"]): boolean {
  const tokens = Object.keys(environment).filter((name) => name.startsWith("JUST_ONE_TOKEN"));
  return tokens.some((name) => {
    const token = (environment[name] ?? "").trim();
    // A shorter one is a test's, and in every word.
    return token.length < 8 ? text === token && token !== "" : createRedactor(token)(text) !== text;
  });
}
