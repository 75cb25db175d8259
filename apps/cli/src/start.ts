import { createTerminal } from "./create-terminal.ts";
import { exitCodes } from "./exit-code.ts";
import { run } from "./run.ts";

/** Runs the command with the process's own arguments, streams and environment. */
export async function start(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), createTerminal());
  if (process.exitCode !== exitCodes.interrupted) return;
  // A pipe that is being opened would keep the process until somebody writes to it; what is still to be read from here goes out.
  setInterval(() => {
    if (process.stdout.writableLength === 0) process.exit();
  }, 200).unref();
}
