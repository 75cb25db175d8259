import { join } from "node:path";
import { findUserFolder } from "@just-one/user-folders";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";

/**
 * The folder of this user where the command keeps what it shall find again.
 *
 * @throws CliError where this user has no home
 */
export function nameDataHome(environment: Terminal["environment"]): string {
  try {
    return join(findUserFolder("XDG_DATA_HOME", environment), "just-one");
  } catch {
    throw new CliError(
      "this user has no home folder, where replies and accounts are kept. Point XDG_DATA_HOME to a folder of yours",
      exitCodes.wrongUse,
    );
  }
}
