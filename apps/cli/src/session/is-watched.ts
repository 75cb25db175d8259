import type { Terminal } from "../terminal.ts";

/** Whether a person sees a line that is drawn over again and again: not in a pipe, nor where the terminal cannot take a line away. */
export function isWatched({ stderr, environment }: Pick<Terminal, "stderr" | "environment">): boolean {
  return stderr.isTTY === true && environment["TERM"] !== "dumb";
}
