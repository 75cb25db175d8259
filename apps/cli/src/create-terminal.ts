import { echoMs } from "./echo-of-signals.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The process's own streams and environment. The first Ctrl-C, SIGTERM or end of the terminal asks to stop, so that what
 * was paid for still goes out; a second one gives up what is under way, and a third ends the process at once.
 */
export function createTerminal(): Terminal {
  const stop = new AbortController();
  const giveUp = new AbortController();
  let failure: string | undefined;
  listen(stop, giveUp);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads may stop early, as `head` does.
    if (error.code !== "EPIPE") failure ??= error.code ?? error.message;
    stop.abort();
  });
  // Nobody reads what went wrong; what was paid for still goes out.
  process.stderr.on("error", () => undefined);
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    signal: stop.signal,
    giveUp: giveUp.signal,
    readOutputFailure: () => failure,
    openStdin: () => process.stdin,
  };
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function listen(stop: AbortController, giveUp: AbortController): void {
  let stoppedAt: number | undefined;
  const onSignal = (): void => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      stop.abort();
    } else if (performance.now() - stoppedAt > echoMs) {
      for (const signal of signals) process.off(signal, onSignal);
      giveUp.abort();
    }
  };
  for (const signal of signals) process.on(signal, onSignal);
}
