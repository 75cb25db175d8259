import type { EnvironmentVariables } from "./open-client.ts";
import type { Host } from "./run.ts";

/** The process itself. The first Ctrl-C or SIGTERM stops gracefully, a second one at once. */
export function createHost(pageFolder: string, variables: EnvironmentVariables): Host {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return {
    args: process.argv.slice(2),
    variables,
    stdout: process.stdout,
    stderr: process.stderr,
    stop: stop.signal,
    pageFolder,
  };
}
