import type { Terminal } from "./terminal.ts";
import { openWhole, type WholeFile } from "./write-whole.ts";

/** What every command takes about where and how much it writes. */
export interface OutputOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface PreparedOutput {
  /** The terminal that commands get: options and profile change it before they run. */
  readonly own: { -readonly [Name in keyof Terminal]: Terminal[Name] };
  /** @throws CliError when the file cannot be opened */
  readonly open: (options: OutputOptions) => void;
  /** Puts the file in its place. @throws CliError when it cannot be written */
  readonly finish: () => void;
}

/** Lets the options decide where data goes, and what is said beside it. */
export function prepareOutput(terminal: Terminal): PreparedOutput {
  const own: PreparedOutput["own"] = { ...terminal };
  let file: WholeFile | undefined;
  return {
    own,
    open: ({ output, quiet, verbose }) => {
      if (quiet === true) own.isQuiet = true;
      if (verbose === true) own.isVerbose = true;
      if (output === undefined || output === "-") return;
      file = openWhole(output);
      own.stdout = file.output;
    },
    finish: () => {
      const opened = file;
      file = undefined;
      opened?.finish(terminal.stdout);
    },
  };
}
