import { type Command, Option } from "commander";
import { parseCount } from "../parse-count.ts";
import { timeoutOption } from "./options.ts";
import { call, type CallOptions } from "../commands/call.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one call`. */
export function addCall(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description('Calls one operation, such as "GET /api/…", and prints its data and what is known about the call.')
    .argument("<operation>", '"METHOD /path", as `just-one operations` prints it')
    .argument("[parameters...]", "key=value each; key=@file reads the value from a file")
    .addOption(new Option("--format <format>", "indented, or on one line").choices(["json", "ndjson"]).default("json"))
    .addOption(
      new Option(
        "--pages [number]",
        "follow the pages of an operation that has them, a line each; every page is billed; default: 10",
      ).argParser(parseCount),
    )
    .option("--yes", "follow more than 20 pages without asking")
    .addOption(timeoutOption())
    .action(async (operation: string, parameters: string[], _options: unknown, own: Command) => {
      onExit(await call(operation, parameters, own.optsWithGlobals<CallOptions>(), terminal));
    });
}
