import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { withoutToken } from "@just-one/secrets/without-token";

/** Without the options of this process: what it imports are the builds, as a user gets them. */
export function startClient(program: string, args: readonly string[], signal: AbortSignal): ChildProcess {
  const { NODE_OPTIONS: _ours, ...env } = withoutToken(process.env);
  const client = fork(program, args, { execArgv: [], env, signal });
  client.on("error", () => {}); // the end of `signal`
  return client;
}

/** The next message of a process. @throws Error when it ends instead */
export async function receive(client: ChildProcess, signal: AbortSignal): Promise<unknown> {
  const told = new AbortController();
  const within = { signal: AbortSignal.any([signal, told.signal]) };
  try {
    const ended = once(client, "exit", within).then(([code]) => {
      throw new Error(`a client ended with ${String(code)}`);
    });
    const [message] = await Promise.race([once(client, "message", within), ended]);
    return message;
  } finally {
    told.abort();
  }
}
