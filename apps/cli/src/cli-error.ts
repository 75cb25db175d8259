import type { ExitCode } from "./exit-code.ts";

/** Ends the command with a sentence for the person at the terminal. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}
