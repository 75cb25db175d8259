import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadEntry } from "@just-one/api/catalog";
import { type Command, Option } from "commander";
import type { SpreadOptions } from "../commands/spread.ts";
import { parseCount } from "../parse-count.ts";
import { parsePrice } from "../parse-price.ts";
import { formatOption, timeoutOption } from "./options.ts";
import type { Surroundings } from "./surroundings.ts";

/** Lays out `just-one spread`. */
export function addSpread(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description("Compares creators of Douyin Xingtu: plays, engagement, completion and expected cost. One call each.")
    .argument("[ids...]", "creators' ids on Xingtu (oAuthorId), with any separators; - is standard input")
    .option("--ids-file <file>", "more ids: an Excel list, CSV, or text with any separators; - is standard input")
    .addOption(parameterOption("range", "--range <range>", "window of time"))
    .addOption(parameterOption("type", "--type <type>", "personal videos, or paid ones from Xingtu"))
    .addOption(parameterOption("platform", "--platform <platform>", "format of the works"))
    .option("--only-assign", "count assigned orders only")
    .addOption(parameterOption("flowType", "--flow-type <type>", "traffic filter; which traffic it means is unknown"))
    .addOption(formatOption())
    .option("--raw", "the vendor's own data in JSON, instead of figures with units")
    .option("--full", "the four calls of a full picture: 30 and 90 days, personal and Xingtu, and what changed")
    .addOption(new Option("--max-calls <number>", "end after so many billed calls").argParser(parseCount))
    .addOption(
      new Option("--price <amount>", "of one call, such as 0.30, for plan, receipt and usage").argParser(parsePrice),
    )
    .addOption(new Option("--concurrency <number>", "calls at once, at most; default: 4").argParser(parseCount))
    .addOption(timeoutOption())
    .option("--sort <metric>", "the best first, such as medianPlays or costPerMilleUpTo20s")
    .addOption(new Option("--top <number>", "show so many rows, at most; all are asked for").argParser(parseCount))
    .option("--columns <names>", "these figures only, such as medianPlays,engagementRate,costPerMilleUpTo20s")
    .option("--fresh", "pay anew for what was paid for within a day, instead of using it")
    .option(
      "--pay-again",
      "ask again for what may have been paid for within a day and has no reply: pays a second time where it must be",
    )
    .option("--yes", "send more than 20 calls without asking")
    .option("--dry-run", "say what would be sent, send nothing")
    .action(async (ids: string[], _options: unknown, own: Command) => {
      // Safe here and below: these are the options declared above, as commander reads them.
      const options = own.optsWithGlobals<SpreadOptions>();
      const run =
        options.full === true
          ? (await import("../commands/spread-full.ts")).spreadFull
          : (await import("../commands/spread.ts")).spread;
      onExit(await run(ids, options, terminal));
    });
}

/** An option that takes what the document allows for a parameter. */
function parameterOption(name: string, flags: string, description: string): Option {
  const values = spreadEntry.parameters.find((parameter) => parameter.name === name)?.enum ?? [];
  return new Option(flags, description).choices(values.map(String));
}
