import { getDouyinXingtuGwApiDataSpGetAuthorSpreadInfoV1 as spreadEntry } from "@just-one/api/catalog";
import { encodeLines } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { Command, Option } from "commander";
import { call, type CallOptions } from "./commands/call.ts";
import { codes } from "./commands/codes.ts";
import { describeOperation } from "./commands/describe-operation.ts";
import { operations } from "./commands/operations.ts";
import { addCollect } from "./create-collect-program.ts";
import { snippet, type SnippetOptions } from "./commands/snippet.ts";
import { spread, type SpreadOptions } from "./commands/spread.ts";
import { spreadFull } from "./commands/spread-full.ts";
import type { ExitCode } from "./exit-code.ts";
import { type OutputFormat, outputFormats } from "./format/output-format.ts";
import { parseCount } from "./parse-count.ts";
import { snippetLanguages } from "./snippet/snippet-languages.ts";
import type { Terminal } from "./terminal.ts";

/** Lays out the command and its help. `onExit` is told how the chosen command ended. */
export function createProgram(
  terminal: Terminal,
  args: readonly string[],
  onExit: (exitCode: ExitCode) => void,
): Command {
  const program = new Command("just-one")
    .description("Calls the Just One API and compares creators. A call that succeeds is billed; --mock costs nothing.")
    .option("--mock", "use the built-in mock: invented data, no token, no cost")
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
    .argument("[ids...]", "creators' ids on Xingtu (oAuthorId), with any separators")
    .option("--ids-file <file>", "more ids, from a file with any separators; - is standard input")
    .addOption(parameterOption("range", "--range <range>", "window of time"))
    .addOption(parameterOption("type", "--type <type>", "personal videos, or paid ones from Xingtu"))
    .addOption(parameterOption("platform", "--platform <platform>", "format of the works"))
    .option("--only-assign", "count assigned orders only")
    .addOption(parameterOption("flowType", "--flow-type <type>", "traffic filter; which traffic it means is unknown"))
    .addOption(formatOption())
    .option("--raw", "the vendor's own data in JSON, instead of figures with units")
    .option("--full", "the four calls of a full picture: 30 and 90 days, personal and Xingtu, and what changed")
    .addOption(new Option("--max-calls <number>", "end after so many billed calls").argParser(parseCount))
    .option("--price <amount>", "of one call, such as 0.30, for plan and receipt")
    .option("--fresh", "pay anew for what was paid for within a day, instead of using it")
    .option("--yes", "send more than 20 calls without asking")
    .option("--dry-run", "say what would be sent, send nothing")
    .action(async (ids: string[], _options: unknown, command: Command) => {
      // Safe here and below: these are the options declared above, as commander reads them.
      const options = command.optsWithGlobals<SpreadOptions>();
      onExit(await (options.full === true ? spreadFull : spread)(ids, options, terminal));
    });

  addCollect(program, terminal, onExit);

  program
    .command("call")
    .summary("call any operation once")
    .description('Calls one operation, such as "GET /api/…", and prints its data and what is known about the call.')
    .argument("<operation>", '"METHOD /path", as `just-one operations` prints it')
    .argument("[parameters...]", "key=value each")
    .addOption(new Option("--format <format>", "indented, or on one line").choices(["json", "ndjson"]).default("json"))
    .action(async (operation: string, parameters: string[], _options: unknown, command: Command) => {
      onExit(await call(operation, parameters, command.optsWithGlobals<CallOptions>(), terminal));
    });

  program
    .command("snippet")
    .summary("print a call as a program in another language")
    .description("Prints one call as a program that reads the token from the environment. Sends nothing.")
    .argument("<operation>", '"METHOD /path", as `just-one operations` prints it')
    .argument("[parameters...]", "key=value each; required ones that are not given get a value to be replaced")
    .addOption(
      new Option("--language <language>", "what to write").choices(Object.keys(snippetLanguages)).default("typescript"),
    )
    .action(async (operation: string, parameters: string[], _options: unknown, command: Command) => {
      onExit(await snippet(operation, parameters, command.optsWithGlobals<SnippetOptions>(), terminal));
    });

  program
    .command("operations")
    .summary("find operations by words, in English or Chinese")
    .argument("[words...]", "all of them must occur; none lists every operation")
    .option("--describe <operation>", "what one operation takes and what its reply looks like, instead of a list")
    .addOption(formatOption())
    .action(async (words: string[], options: { format?: OutputFormat; describe?: string }) => {
      const { describe } = options;
      onExit(
        describe === undefined
          ? operations(words, options, terminal)
          : await describeOperation(describe, options, terminal),
      );
    });

  program
    .command("codes")
    .summary("what the vendor's business codes mean, cost and ask for")
    .addOption(formatOption())
    .action((options: { format?: OutputFormat }) => onExit(codes(options, terminal)));

  return program;
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
  NO_COLOR              no colours

Exit codes:
  0 done   1 failed   2 wrong use   3 part of a batch failed
  4 token or permission   5 quota, balance or budget   130 interrupted

Examples:
  just-one spread 7048929565493690398 6872530415792046083 --range DAY_90
  just-one spread --ids-file creators.txt --format csv > creators.csv
  just-one spread 7048929565493690398 --full --max-calls 8
  just-one collect "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" --inputs ids.csv --out data --max-calls 500
  just-one operations 达人 传播
  just-one call "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" oAuthorId=7048929565493690398
  just-one snippet "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1" --language python
`;
