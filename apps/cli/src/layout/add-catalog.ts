import type { Command } from "commander";
import { catalogPull } from "../commands/catalog-pull.ts";
import { catalogStatus } from "../commands/catalog-status.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one catalog`. */
export function addCatalog(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description("Says which operations this command knows, from where and when. Asks nobody.")
    .option("--json", "for a program")
    .action(async (options: { json?: boolean }) => {
      onExit(await catalogStatus(options, terminal));
    });
  command
    .command("pull")
    .summary("make all of the vendor's operations known, without a release")
    .description(
      "Reads the vendor's document and keeps it for this user: call, operations, snippet and collect then know every operation\n" +
        "of it. Sends no token and costs nothing. Nothing of the document changes where requests go.",
    )
    .option("--from <url-or-file>", "another place than the vendor's own")
    .action(async (options: { from?: string }) => {
      onExit(await catalogPull(options, terminal));
    });
}
