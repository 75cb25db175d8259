import { encodeLines, joinShown, show } from "@just-one/encoders";
import { createRedactor } from "@just-one/secrets";
import { CommanderError } from "commander";
import { CommandError } from "./command-error.ts";
import { createProgram } from "./create-program.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import type { Surroundings } from "./surroundings.ts";

/** Runs the command with these arguments; whatever happens becomes an exit code and a sentence. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  try {
    refuseSecrets(args, surroundings);
    const program = createProgram(surroundings, (code) => (exitCode = code));
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed its help or its sentence itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    const message = error instanceof Error ? error.message : String(error);
    const clean = createRedactor(surroundings.environment["JUST_ONE_TOKEN"] ?? "")(message);
    surroundings.stderr.write(joinShown([show`just-one-collector: `, encodeLines(clean), show`\n`]));
    return error instanceof CommandError ? error.exitCode : exitCodes.failed;
  }
}

/** What stands among the arguments is read by every user of the machine, and kept by the shell. */
function refuseSecrets(args: readonly string[], { environment }: Surroundings): void {
  const token = environment["JUST_ONE_TOKEN"]?.trim() ?? "";
  const holdsToken = (arg: string): boolean =>
    /^-{1,2}token(?:$|[=:])/i.test(arg) || (token.length >= 8 && createRedactor(token)(arg) !== arg);
  if (args.some(holdsToken))
    throw new CommandError(
      "a token is never an argument: put it into the environment variable JUST_ONE_TOKEN. If it was a real one, renew it.",
      exitCodes.wrongUse,
    );
  if (args.some((arg) => /^-{1,2}password(?:$|[=:])/i.test(arg)))
    throw new CommandError(
      "a password is never an argument: put it into PGPASSWORD, a file named by PGPASSFILE (~/.pgpass), or a service file.",
      exitCodes.wrongUse,
    );
}
