import type { Command } from "commander";
import { formatOption } from "./options.ts";
import { reconcile, type ReconcileOptions } from "../commands/reconcile.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one reconcile`. */
export function addReconcile(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .option("--billed <ids...>", "those that the bill has; all is every one that is listed")
    .option("--unbilled <ids...>", "those that it does not have")
    .addOption(formatOption())
    .action(async (options: ReconcileOptions) => {
      onExit(await reconcile(options, terminal));
    });
}
