import type { CatalogEntry } from "@just-one/api";
import { type ClientOptions, JustOneError } from "@just-one/core";
import { captureRequest as capture, SnippetError, type SnippetRequest } from "@just-one/snippets";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { readAddress, translateOptions } from "../session/create-vendor-client.ts";
import { describeFailure } from "../session/describe-failure.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Learns from the client what it would send, to where the environment says.
 *
 * @throws CliError for parameters or settings that the client refuses
 */
export async function captureRequest(
  entry: CatalogEntry,
  parameters: Readonly<Record<string, unknown>>,
  { environment, allowInsecureHttp }: Pick<Terminal, "environment"> & Pick<ClientOptions, "allowInsecureHttp">,
): Promise<SnippetRequest> {
  try {
    return await capture(entry, parameters, { ...readAddress(environment), allowInsecureHttp });
  } catch (error) {
    if (error instanceof SnippetError) throw new CliError(error.message, exitCodes.wrongUse);
    if (!JustOneError.isInstance(error)) throw error;
    throw new CliError(translateOptions(describeFailure(error)), exitCodes.wrongUse);
  }
}
