import { type Command, Option } from "commander";
import type { OperationsOptions } from "./commands/operations.ts";
import type { ExitCode } from "./exit-code.ts";
import { outputFormats } from "./format/output-format.ts";
import { parseCount } from "./parse-count.ts";
import type { Terminal } from "./terminal.ts";

/** Adds `just-one operations` and `just-one catalog`. */
export function addCatalog(program: Command, terminal: Terminal, onExit: (exitCode: ExitCode) => void): void {
  program
    .command("operations")
    .summary("find operations by words, in English or Chinese")
    .description("Finds operations, the best first. `just-one catalog pull` makes all of the vendor's known.")
    .argument("[words...]", "all of them must occur; none lists every operation")
    .option("--describe <operation>", "what one operation takes and what its reply looks like, instead of a list")
    .option("--platform <platform>", "of this platform only, such as douyin-xingtu")
    .addOption(new Option("--limit <number>", "so many at most").argParser(parseCount))
    .addOption(new Option("--format <format>", "default: table on a terminal, json in a pipe").choices(outputFormats))
    .action(async (words: string[], options: OperationsOptions & { describe?: string }) => {
      const { describe } = options;
      if (describe === undefined) {
        const { operations } = await import("./commands/operations.ts");
        onExit(await operations(words, options, terminal));
        return;
      }
      const { describeOperation } = await import("./commands/describe-operation.ts");
      // without quotes its path is the first of the words
      const name = words[0]?.startsWith("/") === true ? `${describe} ${words[0]}` : describe;
      onExit(await describeOperation(name, options, terminal));
    });

  const catalog = program
    .command("catalog")
    .summary("which operations are known; `catalog pull` brings all of the vendor's")
    .description("Says which operations this command knows, from where and when. Asks nobody.")
    .option("--json", "for a program")
    .action(async (options: { json?: boolean }) => {
      const { catalogStatus } = await import("./commands/catalog-status.ts");
      onExit(await catalogStatus(options, terminal));
    });
  catalog
    .command("pull")
    .summary("make all of the vendor's operations known, without a release")
    .description(
      "Reads the vendor's document and keeps it for this user: call, operations, snippet and collect then know every operation\n" +
        "of it. Sends no token and costs nothing. Nothing of the document changes where requests go.",
    )
    .option("--from <url-or-file>", "another place than the vendor's own")
    .action(async (options: { from?: string }) => {
      const { catalogPull } = await import("./commands/catalog-pull.ts");
      onExit(await catalogPull(options, terminal));
    });
}
