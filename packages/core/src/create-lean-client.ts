import type { Operations } from "@just-one/api";
import { createRunner, type RunnerOptions } from "./call/create-runner.ts";
import { unwrap } from "./call/unwrap.ts";
import type { CallOptions } from "./call-options.ts";
import type { LeanClient } from "./client.ts";
import type { OperationMap } from "./operation-map.ts";

/** Options of a lean client: the base, its catalog entries, and the stages it should have. */
export type LeanClientOptions = RunnerOptions;

/**
 * Makes a client that carries only what it is given: the catalog entries that are called, and no stages but those of
 * `stages`. Codes, retries, time limits and secrets are as in every client.
 *
 * @throws ConfigError when the options cannot work
 */
export function createLeanClient<Ops extends OperationMap = Operations>(options: LeanClientOptions): LeanClient<Ops> {
  const { run } = createRunner(options);
  const client = {
    call: async (operation: unknown, parameters: unknown, callOptions?: CallOptions) =>
      unwrap(await run(operation, parameters, callOptions)),
    try: run,
  };
  // Safe: `Ops` types what the catalog checks at run time; `data` is what the document says of the reply.
  return Object.freeze(client) as LeanClient<Ops>;
}
