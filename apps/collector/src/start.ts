import { exitCodes } from "./exit-code.ts";
import { run } from "./run.ts";

/**
 * Runs the command of the process's own arguments. The first SIGTERM or Ctrl-C hands back what it holds and waits for what is under
 * way; a second one ends that, too. Whoever was told to end by SIGTERM has done well; Ctrl-C is an interruption.
 */
export async function start(): Promise<void> {
  const [stop, abort] = [new AbortController(), new AbortController()];
  let isInterrupted = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      isInterrupted ||= signal !== "SIGTERM";
      (stop.signal.aborted ? abort : stop).abort();
    });
  }
  const { stdout, stderr, env: environment } = process;
  stderr.on("error", () => undefined); // nobody reads the log any more; what was paid for is kept all the same
  const exitCode = await run(process.argv.slice(2), {
    stdout,
    stderr,
    environment,
    stop: stop.signal,
    abort: abort.signal,
  });
  process.exitCode = isInterrupted && exitCode === exitCodes.done ? exitCodes.interrupted : exitCode;
}
