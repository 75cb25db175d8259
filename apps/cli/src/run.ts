import { setImmediate } from "node:timers/promises";
import { encodeLines, joinShown, show } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import { createProgram } from "./create-program.ts";
import { type ExitCode, exitCodes } from "./exit-code.ts";
import { hasTokenArgument, refuseToken } from "./refuse-token.ts";
import { type OutputOptions, prepareOutput } from "./prepare-output.ts";
import type { Terminal } from "./terminal.ts";

/** Runs the command with these arguments; whatever happens becomes an exit code and a sentence. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const { own, open, finish } = prepareOutput(terminal);
  try {
    if (hasTokenArgument(args, terminal.environment)) throw refuseToken();
    const program = await createProgram(own, args, (code) => {
      exitCode = code;
    });
    program.hook("preAction", async (_program, command) => {
      open(command.optsWithGlobals<OutputOptions>());
      if (command.name() === "completion") return; // the same for whoever it is
      const { applyProfile } = await import("./profile/apply-profile.ts");
      applyProfile(command, own);
    });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    finish();
    await setImmediate(); // a stream tells of it later
    const failure = terminal.readOutputFailure?.();
    if (failure === undefined) return exitCode;
    const kept = args.includes("spread") ? ". What it has paid for is kept for a day: the same again is free" : "";
    throw new CliError(`stdout could not be written (${failure})${kept}`, exitCodes.failed);
  } catch (error) {
    try {
      finish(); // what was paid for before it failed
    } catch {
      // the first failure is the one to tell of
    }
    // Commander has printed its help or its sentence itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    const { message, code } = await explain(error, terminal);
    terminal.stderr.write(joinShown([show`just-one: `, encodeLines(hideTyped(message, args)), show`\n`]));
    return code;
  }
}

async function explain(error: unknown, { signal }: Terminal): Promise<{ message: string; code: ExitCode }> {
  if (error instanceof CliError) return { message: error.message, code: error.exitCode };
  // only now: most commands end without, and wait for nothing that they do not need
  const { describeThrown } = await import("./session/describe-thrown.ts");
  const failure = describeThrown(error, signal);
  if (failure !== undefined) return { message: failure.message, code: failure.exitCode };
  return { message: error instanceof Error ? error.message : String(error), code: exitCodes.failed };
}
