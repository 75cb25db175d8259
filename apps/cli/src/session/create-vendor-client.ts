import {
  type Client,
  type ClientOptions,
  createClient,
  type Environment,
  JustOneError,
  type OperationMap,
} from "@just-one/core";
import type { Operations } from "@just-one/api";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { describeFailure } from "./describe-failure.ts";

/**
 * Creates a client.
 *
 * @throws CliError when the settings cannot work, in the words of this command
 */
export function createVendorClient<Ops extends OperationMap<Ops> = Operations>(options: ClientOptions): Client<Ops> {
  try {
    return createClient<Ops>(options);
  } catch (error) {
    if (!JustOneError.isInstance(error)) throw error;
    throw new CliError(translateOptions(describeFailure(error)), exitCodes.wrongUse);
  }
}

/** Where calls go, as the environment says it; absent members leave it to the client. */
export function readAddress(environment: Terminal["environment"]): Pick<ClientOptions, "environment" | "baseUrl"> {
  return {
    // Safe: createClient refuses any other word, with a sentence.
    environment: (environment["JUST_ONE_ENVIRONMENT"] || undefined) as Environment | undefined,
    baseUrl: environment["JUST_ONE_BASE_URL"] || undefined,
  };
}

/** Says in this command's words what the client says in its own. */
export function translateOptions(message: string): string {
  return message
    .replaceAll("set `allowInsecureHttp: true`", "add --allow-insecure-http")
    .replaceAll("`environment`", "JUST_ONE_ENVIRONMENT")
    .replaceAll("`baseUrl`", "JUST_ONE_BASE_URL");
}
