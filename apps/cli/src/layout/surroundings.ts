import type { ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

/** What commands get besides their arguments. */
export interface Surroundings {
  readonly terminal: Terminal;
  /** Is told how the command ended. */
  readonly onExit: (exitCode: ExitCode) => void;
}
