import { type Command, Option } from "commander";
import { timeoutOption } from "./options.ts";
import { balance, type BalanceOptions } from "../commands/balance.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one balance`. */
export function addBalance(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description("Asks the vendor what is left on the account. Whether that is billed is unknown.")
    .addOption(
      new Option("--format <format>", "default: a line on a terminal, json in a pipe").choices(["table", "json"]),
    )
    .addOption(timeoutOption())
    .action(async (_options: unknown, own: Command) => {
      onExit(await balance(own.optsWithGlobals<BalanceOptions>(), terminal));
    });
}
