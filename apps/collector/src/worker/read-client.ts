import type { CollectClientOptions } from "@just-one/collector";
import type { Environment } from "@just-one/core";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { Surroundings } from "../surroundings.ts";

/** How requests are made, with a token that is known. */
export type Client = CollectClientOptions & { readonly token: string };

/** Reads `JUST_ONE_TOKEN`, `JUST_ONE_ENVIRONMENT` and `JUST_ONE_BASE_URL`. @throws CommandError without a token */
export function readClient(
  { allowInsecureHttp }: { readonly allowInsecureHttp?: boolean },
  { environment }: Surroundings,
): Client {
  const token = environment["JUST_ONE_TOKEN"]?.trim() ?? "";
  if (token === "")
    throw new CommandError(
      "there is no token; put your Just One API token into the environment variable JUST_ONE_TOKEN",
      exitCodes.tokenOrPermission,
    );
  return {
    token,
    // Safe: the client refuses any other word, with a sentence.
    environment: (environment["JUST_ONE_ENVIRONMENT"] || undefined) as Environment | undefined,
    baseUrl: environment["JUST_ONE_BASE_URL"] || undefined,
    allowInsecureHttp,
  };
}
