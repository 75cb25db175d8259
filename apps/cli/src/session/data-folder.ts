import { join } from "node:path";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { makeFolder } from "@just-one/user-folders/make-folder";
import type { Terminal } from "../terminal.ts";
import { nameDataHome } from "./data-home.ts";
import type { Destination } from "./open-session.ts";

/** The folder of this user for a server: one for each, so that a test server's figures are never taken for the vendor's. */
export function findDataFolder(
  destination: Pick<Destination, "baseUrl" | "environment">,
  environment: Terminal["environment"],
): string {
  const server = (destination.baseUrl ?? destination.environment ?? "prod-global").replaceAll(/[^A-Za-z0-9.-]+/g, "_");
  return join(nameDataHome(environment), server.slice(0, 100));
}

/**
 * Makes that folder, where replies that were paid for and the account of what was spent are kept.
 *
 * @throws CliError when it cannot be made
 */
export function makeDataFolder(destination: Destination, environment: Terminal["environment"]): string {
  const folder = findDataFolder(destination, environment);
  try {
    makeFolder(folder, 0o700);
    return folder;
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(
      `cannot make ${folder}, where replies and accounts are kept (${reason}). Point XDG_DATA_HOME to a folder of yours`,
      exitCodes.wrongUse,
    );
  }
}
