import { type Command, Option } from "commander";
import { describeOperation } from "../commands/describe-operation.ts";
import { operations, type OperationsOptions } from "../commands/operations.ts";
import { parseCount } from "../parse-count.ts";
import { formatOption } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one operations`. */
export function addOperations(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description("Finds operations, the best first. `just-one catalog pull` makes all of the vendor's known.")
    .argument("[words...]", "what you need, as you would say it; none lists every operation")
    .option("--describe <operation>", "what one operation takes and what its reply looks like, instead of a list")
    .option("--platform <platform>", "of this platform only, by any of its names, such as 小红书")
    .addOption(
      new Option("--limit <number>", "so many at most; default: 20 on a terminal, all for a program").argParser(
        parseCount,
      ),
    )
    .addOption(formatOption())
    .action(async (words: string[], options: OperationsOptions & { describe?: string }) => {
      const { describe } = options;
      if (describe === undefined) {
        onExit(await operations(words, options, terminal));
        return;
      }
      // without quotes its path is the first of the words
      const name = words[0]?.startsWith("/") === true ? `${describe} ${words[0]}` : describe;
      onExit(await describeOperation(name, options, terminal));
    });
}
