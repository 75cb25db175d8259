import { createTerminal } from "./create-terminal.ts";
import { run } from "./run.ts";

/** Runs the command with the process's own arguments, streams and environment. */
export async function start(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), createTerminal());
}
