import { homedir } from "node:os";
import { join } from "node:path";
import type { Terminal } from "../terminal.ts";

/** The folder of this user where the command keeps what it shall find again. */
export function nameDataHome(environment: Terminal["environment"]): string {
  const home = environment["XDG_DATA_HOME"] || join(environment["HOME"] || homedir(), ".local", "share");
  return join(home, "just-one");
}
