import type { BenchmarkContext } from "../benchmark.ts";
import { runNodeWell } from "../run-node.ts";

/** Where the server is that is measured. */
export interface Store {
  readonly url: string;
  /** With the password. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs a program in four processes at once, as four machines would; returns what each printed as JSON. */
export async function runOnMachines<Sample>(
  program: string,
  args: readonly string[],
  { store, context }: { readonly store: Store; readonly context: BenchmarkContext },
): Promise<readonly Sample[]> {
  const runs = [1, 2, 3, 4].map(async (machine) => {
    const { stdout } = await runNodeWell([program, store.url, String(machine), ...args], {
      signal: context.signal,
      environment: store.environment,
    });
    return JSON.parse(stdout) as Sample; // safe: the program prints one
  });
  return Promise.all(runs);
}
