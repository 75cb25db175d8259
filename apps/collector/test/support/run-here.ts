import { run } from "../../src/run.ts";
import type { TestDatabase } from "@just-one/postgres-server";

/** What a command did in this process. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const token = "a-token-of-a-test-1234";

/** The environment of a worker: the store without its password, which stands apart. */
export function toEnvironment(database: TestDatabase, vendorUrl?: string): Record<string, string> {
  return {
    JUST_ONE_STORE: database.url,
    PGPASSWORD: database.password,
    JUST_ONE_TOKEN: token,
    ...(vendorUrl !== undefined && { JUST_ONE_BASE_URL: vendorUrl }),
  };
}

/** Runs the command in this process. */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  signals: { readonly stop?: AbortSignal; readonly abort?: AbortSignal; readonly onLog?: (line: string) => void } = {},
): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  const never = new AbortController().signal;
  const exitCode = await run(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: {
      write: (text) => {
        stderr += text;
        signals.onLog?.(text);
      },
    },
    environment,
    stop: signals.stop ?? never,
    abort: signals.abort ?? never,
  });
  return { exitCode, stdout, stderr };
}
