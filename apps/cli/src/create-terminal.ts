import type { Terminal } from "./terminal.ts";

/** The process's own streams and environment. The first Ctrl-C asks to stop, a second one ends the process at once. */
export function createTerminal(): Terminal {
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  // Whoever reads may stop early, as `head` does.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    interruption.abort();
  });
  // Nobody reads what went wrong; what was paid for still goes out.
  process.stderr.on("error", () => undefined);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    signal: interruption.signal,
  };
}
