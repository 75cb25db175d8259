import { type Command, Option } from "commander";
import type { OutputFormat } from "../format/output-format.ts";
import { parseDate } from "../parse-date.ts";
import { formatOption } from "./options.ts";
import { usage } from "../commands/usage.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one usage`. */
export function addUsage(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .addOption(
      new Option("--since <date>", "such as 2026-11-01, in Shanghai, by which the vendor counts").argParser(parseDate),
    )
    .addOption(formatOption())
    .action(async (options: { since?: Date; format?: OutputFormat }) => {
      onExit(await usage(options, terminal));
    });
}
