import { SettingsError } from "../settings/settings-error.ts";
import { tellHelp } from "./tell-help.ts";

/** Runs a command by its name; returns the exit code. @throws SettingsError */
export async function runCommand(name: string, args: readonly string[]): Promise<number> {
  if (args.includes("--help") || name === "help") {
    tellHelp(args);
    return 0;
  }
  // Not repeated: it may be a token.
  throw new SettingsError("There is no such command; --help lists them.");
}
