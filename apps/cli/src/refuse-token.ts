import { CliError } from "./cli-error.ts";
import { exitCodes } from "./exit-code.ts";

/** The answer to a token among the arguments; it does not repeat it. */
export function refuseToken(): CliError {
  return new CliError(
    "a token is never an argument, where the shell's history and every user of this computer can read it.\n" +
      "Put it into the environment variable JUST_ONE_TOKEN. If it was a real one, consider it known and renew it.",
    exitCodes.wrongUse,
  );
}

/** True when a token is among the arguments, whatever command they are for. */
export function hasTokenArgument(args: readonly string[]): boolean {
  return args.some((argument) => /^-{1,2}token(?:$|[=:])/i.test(argument));
}
