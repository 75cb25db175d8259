import type { Operations } from "@just-one/api";
import type { CallOptions } from "./call-options.ts";
import type { Data, OperationMap, Params } from "./operation-map.ts";
import type { Result, Success } from "./result.ts";

/** Calls operations of the Just One API. Made by `createClient`; safe to share by everything in a process. */
export interface Client<Ops extends OperationMap = Operations> {
  /**
   * Calls an operation.
   *
   * @param operation `"METHOD /path"`
   * @param parameters the operation's own: path, query and form alike, without the token
   * @throws JustOneError, whose `kind` and `billing` tell what happened and whether it was paid for
   */
  call<K extends keyof Ops>(
    operation: K,
    parameters: Params<Ops, K>,
    options?: CallOptions,
  ): Promise<Success<Data<Ops, K>>>;

  /** Like `call`, but resolves to the error instead of throwing it. */
  try<K extends keyof Ops>(
    operation: K,
    parameters: Params<Ops, K>,
    options?: CallOptions,
  ): Promise<Result<Data<Ops, K>>>;
}
