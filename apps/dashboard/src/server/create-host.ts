import type { EnvironmentVariables } from "./open-client.ts";
import type { Host } from "./run.ts";

/**
 * The process itself. The first Ctrl-C, SIGTERM or end of its terminal stops gracefully, a second one of its kind at once. That nobody
 * reads its output any more ends nothing: calls under way may be paid for.
 */
export function createHost(pageFolder: string, variables: EnvironmentVariables): Host {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return {
    args: process.argv.slice(2),
    variables,
    stdout: process.stdout,
    stderr: process.stderr,
    stop: stop.signal,
    pageFolder,
  };
}
