import { parseOptions } from "../settings/parse-options.ts";
import { SettingsError } from "../settings/settings-error.ts";
import { takeVariables } from "../settings/take-variables.ts";
import { tellHelp } from "./tell-help.ts";
import type { CommandHost, TellingHost } from "./command-host.ts";

/** Runs a command by its name; returns the exit code. @throws SettingsError */
export async function runCommand(name: string, args: readonly string[], host: CommandHost): Promise<number> {
  if (args.includes("--help") || name === "help") {
    tellHelp(args);
    return 0;
  }
  switch (name) {
    case "serve": {
      const { runServe } = await import("./run-serve.ts");
      return runServe({ args, ...host });
    }
    case "doctor":
      return (await import("./run-doctor.ts")).runDoctor(args, toTold(host));
    case "budget":
      return (await import("./run-budget.ts")).runBudget(args, toTold(host));
    case "settle":
      return (await import("./run-settle.ts")).runSettle(args, toTold(host));
    case "install": {
      const { tellInstall } = await import("./tell-install.ts");
      host.stdout.write(tellInstall(parseOptions(args, [], 1).rest[0]));
      return 0;
    }
    case "key": {
      const { tellKey } = await import("./tell-key.ts");
      host.stdout.write(tellKey(parseOptions(args, [], 1).rest[0]));
      return 0;
    }
    default:
      // Not repeated: it may be a token.
      throw new SettingsError("There is no such command; --help lists them.");
  }
}

function toTold({ environment, stdout }: CommandHost): TellingHost {
  return { variables: takeVariables(environment), stdout };
}
