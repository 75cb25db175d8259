import { exportFormats, type ItemState, itemStates } from "@just-one/collector";
import { type Command, InvalidArgumentError, Option } from "commander";
import { collect, type CollectOptions } from "../commands/collect.ts";
import {
  exportFolder,
  type ExportFolderOptions,
  inspect,
  reconcile,
  type ReconcileOptions,
  retry,
  type RetryOptions,
  status,
  work,
  type WorkOptions,
} from "../commands/collect-folder.ts";
import type { StoreOptions } from "../collect/open-folder.ts";
import { parseFresh } from "../collect/fresh-replies.ts";
import { parseCount } from "../parse-count.ts";
import type { Surroundings } from "./surroundings.ts";

const planSummary = "what would be sent and cost; sends nothing";

/** Lays out `just-one collect` and its verbs. */
export function addCollect(command: Command, { terminal, onExit }: Surroundings): void {
  command
    .description(
      "Calls one operation for every input of a file. The folder keeps what was sent and paid for: the same command goes on\n" +
        "where it ended, however that was. Without a limit it refuses; it shows the plan and asks.",
    )
    .argument("<operation...>", '"METHOD /path", as `just-one operations` prints it');
  withPlanOptions(command)
    .option("--yes", "send without asking")
    .option("--dry-run", "show the plan, send nothing")
    .action(async (operation: string[], _options: unknown, own: Command) => {
      // Safe here and below: these are the options declared, as commander reads them.
      onExit(await collect(operation.join(" "), own.optsWithGlobals<CollectOptions>(), terminal));
    });

  withPlanOptions(
    command.command("plan").argument("<operation...>").summary(planSummary).description(planSummary),
  ).action(async (operation: string[], _options: unknown, own: Command) => {
    onExit(await collect(operation.join(" "), { ...own.optsWithGlobals<CollectOptions>(), dryRun: true }, terminal));
  });
  folderVerb("status", "how a folder stands; sends nothing")
    .option("--json", "for a program")
    .action(async (folder: string, _options: unknown, own: Command) =>
      onExit(await status(folder, own.optsWithGlobals<StoreOptions & { json?: boolean }>(), terminal)),
    );
  withSendOptions(folderVerb("work", "one more worker on what is planned, within its limits")).action(
    async (folder: string, _options: unknown, own: Command) =>
      onExit(await work(folder, own.optsWithGlobals<WorkOptions>(), terminal)),
  );
  folderVerb("inspect", "every input with its story")
    .addOption(new Option("--state <states...>", "these only").choices(itemStates))
    .addOption(new Option("--format <format>", "csv instead of one JSON object a line").choices(["csv"]))
    .action(async (folder: string, _options: unknown, own: Command) =>
      // the format is taken by the command above, which has others, too
      onExit(
        await inspect(folder, own.optsWithGlobals<StoreOptions & { state?: ItemState[]; format?: string }>(), terminal),
      ),
    );
  folderVerb("reconcile", "say what the vendor's bill says of the unknown ones; sends nothing")
    .addOption(new Option("--billed-total <number>", "calls that the bill has for this run").argParser(parseTotal))
    .option("--billed <file>", "numbers of inputs that the bill has, one a line, as inspect prints them")
    .option("--unbilled <file>", "numbers of inputs that it does not have")
    .addOption(
      new Option(
        "--after-failover <what>",
        "of a store whose server is another one: what was lost, or that all may have been sent",
      ).choices(["nothing-lost", "all-unknown"]),
    )
    .action(async (folder: string, _options: unknown, own: Command) =>
      onExit(await reconcile(folder, own.optsWithGlobals<ReconcileOptions>(), terminal)),
    );
  folderVerb("retry", "plan again what failed, or pay again for what is unknown")
    .option("--failed", "those that were certainly not paid for")
    .option("--unknown", "those that may have been paid for; needs --pay-again")
    .option("--pay-again", "pay a second time where it must be")
    .action(async (folder: string, _options: unknown, own: Command) =>
      onExit(await retry(folder, own.optsWithGlobals<RetryOptions>(), terminal)),
    );
  withExportOptions(folderVerb("export", "write the files anew; costs nothing")).action(
    async (folder: string, _options: unknown, own: Command) =>
      onExit(await exportFolder(folder, own.optsWithGlobals<ExportFolderOptions>(), terminal)),
  );

  function folderVerb(name: string, summary: string): Command {
    const verb = command.command(name).argument("<folder>", "as given to --out").summary(summary).description(summary);
    return withStoreOptions(verb);
  }
}

function withStoreOptions(command: Command): Command {
  return command
    .option("--store <address>", "keep the run there, for workers on any machine: postgres://user@host/database")
    .option("--run <name>", "its name in the store; default: the folder's");
}

function withPlanOptions(command: Command): Command {
  return withStoreOptions(withExportOptions(withSendOptions(command)))
    .option("--inputs <file>", "CSV, TSV, xlsx, NDJSON, JSON or one input a line; - is standard input")
    .option("--out <folder>", "where the run is kept and its files are written")
    .option("--budget <amount>", "end before more than this is spent; needs --price")
    .option("--price <amount>", "of one call, such as 0.30")
    .addOption(new Option("--max-calls <number>", "end after so many billed calls").argParser(parseCount))
    .addOption(
      new Option("--fresh <time>", "use replies that were paid for within 24h, 90m …, and keep new ones").argParser(
        parseFresh,
      ),
    )
    .option("--set <key=value...>", "parameters that all inputs share")
    .option("--map <parameter=column...>", "which column holds which parameter");
}

function withSendOptions(command: Command): Command {
  return command
    .addOption(new Option("--concurrency <number>", "requests at once, at most").argParser(parseCount).default(16))
    .addOption(
      new Option("--max-lost <number>", "end after so many lost requests in a row").argParser(parseCount).default(10),
    )
    .addOption(new Option("--progress <how>", "a line where a terminal watches, or JSON").choices(["line", "json"]));
}

function withExportOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "of the files; default: ndjson.zst").choices(exportFormats))
    .option("--plain-ids", "CSV for programs: ids as bare digits, which spreadsheets round");
}

function parseTotal(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number, such as 120.");
  return Number(text);
}
