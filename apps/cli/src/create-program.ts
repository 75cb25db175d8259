import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadEntry } from "@just-one/api/catalog";
import { encodeLines } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { Argument, Command, Option } from "commander";
import type { BalanceOptions } from "./commands/balance.ts";
import type { CallOptions } from "./commands/call.ts";
import type { Shell } from "./commands/completion.ts";
import type { ReconcileOptions } from "./commands/reconcile.ts";
import type { SnippetOptions } from "./commands/snippet.ts";
import type { SpreadOptions } from "./commands/spread.ts";
import { parseDate } from "./parse-date.ts";
import { addCatalog } from "./create-catalog-program.ts";
import type { ExitCode } from "./exit-code.ts";
import { type OutputFormat, outputFormats } from "./format/output-format.ts";
import { parseCount } from "./parse-count.ts";
import { languageNames } from "./snippet/language-names.ts";
import { parsePrice } from "./parse-price.ts";
import { parseSeconds } from "./parse-seconds.ts";
import { readVersion } from "./read-version.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Lays out the command and its help. `onExit` is told how the chosen command ended. What a command needs is loaded when it
 * runs, so that none waits for what others need.
 */
export async function createProgram(
  terminal: Terminal,
  args: readonly string[],
  onExit: (exitCode: ExitCode) => void,
): Promise<Command> {
  const program = new Command("just-one")
    .description("Calls the Just One API and compares creators. A call that succeeds is billed; --mock costs nothing.")
    .option("--mock", "use the built-in mock: invented data, no token, no cost")
    .version(readVersion(), "--version", "print the version")
    .option(
      "-o, --output <file>",
      "write the data to a file, whole or not at all, for you alone; .csv, .json and .ndjson say the format",
    )
    .option("--quiet", "say nothing but data and failures")
    .option("--verbose", "tell of every request on stderr: operation, status, code, milliseconds")
    .option("--profile <name>", "of just-one/config.json in XDG_CONFIG_HOME: server, limits, price; none for none")
    .option("--allow-insecure-http", "accept plain http, where the token travels readable (prod-cn needs it)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(encodeLines(text)),
      writeErr: (text) => terminal.stderr.write(encodeLines(text)),
      outputError: (text, write) =>
        write(hideTyped(text.replace(/^error: /, "just-one: ").replace(/(option '[^'=]*)=[^']*'/, "$1'"), args)),
    })
    .showHelpAfterError("(add --help for how to use it)")
    .exitOverride()
    .addHelpText("after", environmentHelp);

  program
    .command("spread")
    .summary("compare how far creators' videos spread, and what that costs")
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
    .option("--yes", "send more than 20 calls without asking")
    .option("--dry-run", "say what would be sent, send nothing")
    .action(async (ids: string[], _options: unknown, command: Command) => {
      // Safe here and below: these are the options declared above, as commander reads them.
      const options = command.optsWithGlobals<SpreadOptions>();
      const run =
        options.full === true
          ? (await import("./commands/spread-full.ts")).spreadFull
          : (await import("./commands/spread.ts")).spread;
      onExit(await run(ids, options, terminal));
    });

  if (args.includes("collect")) (await import("./create-collect-program.ts")).addCollect(program, terminal, onExit);
  // laid out without what it needs, which is much
  else program.command("collect").summary("call one operation for a long list, each input paid for at most once");

  program
    .command("call")
    .summary("call any operation once")
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
    .action(async (operation: string, parameters: string[], _options: unknown, command: Command) => {
      const { call } = await import("./commands/call.ts");
      onExit(await call(operation, parameters, command.optsWithGlobals<CallOptions>(), terminal));
    });

  program
    .command("snippet")
    .summary("print a call as a program in another language")
    .description("Prints one call as a program that reads the token from the environment. Sends nothing.")
    .argument("<operation>", '"METHOD /path", as `just-one operations` prints it')
    .argument("[parameters...]", "key=value each; required ones that are not given get a value to be replaced")
    .addOption(new Option("--language <language>", "what to write").choices(languageNames).default("typescript"))
    .action(async (operation: string, parameters: string[], _options: unknown, command: Command) => {
      const { snippet } = await import("./commands/snippet.ts");
      onExit(await snippet(operation, parameters, command.optsWithGlobals<SnippetOptions>(), terminal));
    });

  addCatalog(program, terminal, onExit);

  program
    .command("codes")
    .summary("what the vendor's business codes mean, cost and ask for")
    .addOption(formatOption())
    .action(async (options: { format?: OutputFormat }) => {
      const { codes } = await import("./commands/codes.ts");
      onExit(codes(options, terminal));
    });

  program
    .command("balance")
    .summary("what is left on the account; one request")
    .description("Asks the vendor what is left on the account. Whether that is billed is unknown.")
    .addOption(
      new Option("--format <format>", "default: a line on a terminal, json in a pipe").choices(["table", "json"]),
    )
    .addOption(timeoutOption())
    .action(async (_options: unknown, command: Command) => {
      const { balance } = await import("./commands/balance.ts");
      onExit(await balance(command.optsWithGlobals<BalanceOptions>(), terminal));
    });

  program
    .command("usage")
    .summary("what this command spent, by day, command and operation; sends nothing")
    .addOption(
      new Option("--since <date>", "such as 2026-11-01, in Shanghai, by which the vendor counts").argParser(parseDate),
    )
    .addOption(formatOption())
    .action(async (options: { since?: Date; format?: OutputFormat }) => {
      const { usage } = await import("./commands/usage.ts");
      onExit(await usage(options, terminal));
    });

  program
    .command("reconcile")
    .summary("list requests that may have been billed, and settle them by the vendor's bill; sends nothing")
    .option("--billed <ids...>", "those that the bill has; all is every one that is listed")
    .option("--unbilled <ids...>", "those that it does not have")
    .addOption(formatOption())
    .action(async (options: ReconcileOptions) => {
      const { reconcile } = await import("./commands/reconcile.ts");
      onExit(await reconcile(options, terminal));
    });

  program
    .command("completion")
    .summary("print what a shell reads to complete this command")
    .addArgument(
      new Argument("<shell>", "such as: source <(just-one completion bash)").choices(["bash", "zsh", "fish"]),
    )
    .action(async (shell: Shell) => {
      const { completion } = await import("./commands/completion.ts");
      // with what else is laid out only where it is asked for
      const whole = await createProgram(terminal, [...args, "collect"], onExit);
      onExit(completion(shell, whole, terminal));
    });

  return program;
}

function timeoutOption(): Option {
  return new Option(
    "--timeout <seconds>",
    "for one attempt; default: 120. A call that is given up may still be billed",
  ).argParser(parseSeconds);
}

function formatOption(): Option {
  return new Option("--format <format>", "default: table on a terminal, json in a pipe").choices(outputFormats);
}

/** An option that takes what the document allows for a parameter. */
function parameterOption(name: string, flags: string, description: string): Option {
  const values = spreadEntry.parameters.find((parameter) => parameter.name === name)?.enum ?? [];
  return new Option(flags, description).choices(values.map(String));
}

const environmentHelp = `
Environment:
  JUST_ONE_TOKEN        your token; never an argument
  JUST_ONE_ENVIRONMENT  prod-global (default) or prod-cn (faster inside mainland China, but plain http)
  JUST_ONE_BASE_URL     another address instead, such as a proxy of your own
  JUST_ONE_PROFILE      a profile of just-one/config.json in XDG_CONFIG_HOME
  HTTPS_PROXY, NO_PROXY by way of which proxy, as for curl
  NO_COLOR              no colours

Exit codes:
  0 done   1 failed   2 wrong use   3 part of a batch failed
  4 token or permission   5 quota, balance or budget   130 interrupted

Examples:
  just-one spread 7048929565493690398 6872530415792046083 --range DAY_90
  just-one spread --ids-file creators.xlsx -o creators.csv
  pbpaste | just-one spread -
  just-one spread 7048929565493690398 --full --max-calls 8
  just-one collect "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" --inputs ids.csv --out data --max-calls 500
  just-one operations 达人 传播
  just-one catalog pull
  just-one call "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" oAuthorId=7048929565493690398
  just-one usage --since 2026-11-01
  just-one snippet "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" --language python
`;
