import type { Terminal } from "./terminal.ts";

/**
 * The process's own streams and environment. The first Ctrl-C, SIGTERM or end of the terminal asks to stop, so that what
 * was paid for still goes out; a second one of its kind ends the process at once.
 */
export function createTerminal(): Terminal {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => interruption.abort());
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
    openStdin: () => process.stdin,
  };
}
