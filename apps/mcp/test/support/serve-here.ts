import { join } from "node:path";
import { runServe } from "../../src/commands/run-serve.ts";
import { token } from "./open-test-server.ts";

/** A server over HTTP, in this process. */
export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly logged: string[];
}

/** Serves as the command does, without the process: on a free port of this machine's, with files under a home. */
export async function serveHere(
  home: { readonly path: string },
  args: readonly string[],
  vendor?: { readonly url: string },
  more: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const stop = new AbortController();
  const address = Promise.withResolvers<string>();
  const logged: string[] = [];
  const ended = runServe({
    args: ["--port", "0", ...args],
    environment: {
      JUST_ONE_TOKEN: token,
      ...(vendor !== undefined && { JUST_ONE_BASE_URL: vendor.url }),
      XDG_STATE_HOME: join(home.path, "state"),
      XDG_DATA_HOME: join(home.path, "data"),
      ...more,
    },
    stdout: { write: (text) => address.resolve(text.trim()) },
    stderr: { write: (text) => logged.push(text) },
    stop: stop.signal,
  });
  ended.catch(address.reject);
  return {
    url: await address.promise,
    logged,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await ended;
    },
  };
}
