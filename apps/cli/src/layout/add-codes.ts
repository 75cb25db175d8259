import type { Command } from "commander";
import type { OutputFormat } from "../format/output-format.ts";
import { formatOption } from "./options.ts";
import { codes } from "../commands/codes.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one codes`. */
export function addCodes(command: Command, { terminal, onExit }: Surroundings): void {
  command.addOption(formatOption()).action(async (options: { format?: OutputFormat }) => {
    onExit(codes(options, terminal));
  });
}
