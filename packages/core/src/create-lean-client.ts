import type { Operations } from "@just-one/api";
import { createRunner, type RunnerOptions } from "./call/create-runner.ts";
import { unwrap } from "./call/unwrap.ts";
import type { CallOptions } from "./call-options.ts";
import type { LeanClient } from "./client.ts";
import type { OperationMap } from "./operation-map.ts";
import { createWire } from "./wire/wire.ts";

/** Options of a lean client: the base, its catalog entries, and the parts it should have. */
export type LeanClientOptions = RunnerOptions;

/**
 * Makes a client that carries only what it is given: the catalog entries that are called, and no stages, checks, events
 * and words but those of its options. Codes, billing, time limits and secrets are as in every client. Without
 * `createRedactor` the vendor's words are left out; without `createRetryStage` a call is sent once; without `checkCall` parameters go out as they are, so give it wherever they
 * come from outside.
 *
 * @throws ConfigError when token, environment or base URL cannot work; numbers are not checked
 */
export function createLeanClient<Ops extends OperationMap<Ops> = Operations>(
  options: LeanClientOptions,
): LeanClient<Ops> {
  const { run } = createRunner(options, createWire);
  const client = {
    call: (operation: unknown, parameters: unknown, callOptions?: CallOptions) =>
      run(operation, parameters, callOptions).then(unwrap),
    try: run,
  };
  // Safe: `Ops` types what the catalog checks at run time; `data` is what the document says of the reply.
  return client as LeanClient<Ops>;
}
