import { encodeLines } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { Command } from "commander";
import type { Surroundings } from "./layout/surroundings.ts";
import { readVersion } from "./read-version.ts";

/**
 * Lays out the command and its help. Of a command that is not among the arguments nothing but its summary is loaded, so that
 * none waits for what others need; completions list all.
 */
export async function createProgram(
  terminal: Surroundings["terminal"],
  args: readonly string[],
  onExit: Surroundings["onExit"],
): Promise<Command> {
  const program: Command = new Command("just-one")
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
    .configureHelp({
      showGlobalOptions: true,
      // Those of `collect` are no verb's: what a verb takes of them, it lists itself.
      visibleGlobalOptions: (command) => (command === program ? [] : [...program.options]),
    })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(encodeLines(text)),
      writeErr: (text) => terminal.stderr.write(encodeLines(text)),
      outputError: (text, write) =>
        write(hideTyped(text.replace(/^error: /, "just-one: ").replace(/(option '[^'=]*)=[^']*'/, "$1'"), args)),
    })
    .showHelpAfterError("(add --help for how to use it)")
    .exitOverride()
    .addHelpText("after", environmentHelp);

  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).description(summary);
    if (args.includes(name) || args.includes("completion")) (await load())(command, { terminal, onExit });
  }
  return program;
}

interface Layout {
  readonly summary: string;
  readonly load: () => Promise<(command: Command, surroundings: Surroundings) => void>;
}

const commands: Readonly<Record<string, Layout>> = {
  spread: {
    summary: "compare how far creators' videos spread, and what that costs",
    load: async () => (await import("./layout/add-spread.ts")).addSpread,
  },
  collect: {
    summary: "call one operation for a long list, each input paid for at most once",
    load: async () => (await import("./layout/add-collect.ts")).addCollect,
  },
  call: {
    summary: "call any operation once",
    load: async () => (await import("./layout/add-call.ts")).addCall,
  },
  snippet: {
    summary: "print a call as a program in another language",
    load: async () => (await import("./layout/add-snippet.ts")).addSnippet,
  },
  operations: {
    summary: "find operations by words, in English or Chinese",
    load: async () => (await import("./layout/add-operations.ts")).addOperations,
  },
  catalog: {
    summary: "which operations are known; `catalog pull` brings all of the vendor's",
    load: async () => (await import("./layout/add-catalog.ts")).addCatalog,
  },
  codes: {
    summary: "what the vendor's business codes mean, cost and ask for",
    load: async () => (await import("./layout/add-codes.ts")).addCodes,
  },
  balance: {
    summary: "what is left on the account; one request",
    load: async () => (await import("./layout/add-balance.ts")).addBalance,
  },
  usage: {
    summary: "what this command spent, by day, command and operation; sends nothing",
    load: async () => (await import("./layout/add-usage.ts")).addUsage,
  },
  reconcile: {
    summary: "list requests that may have been billed, and settle them by the vendor's bill; sends nothing",
    load: async () => (await import("./layout/add-reconcile.ts")).addReconcile,
  },
  budget: {
    summary: "what teams may spend that share an account by Postgres; sends nothing",
    load: async () => (await import("./layout/add-budget.ts")).addBudget,
  },
  completion: {
    summary: "print what a shell reads to complete this command",
    load: async () => (await import("./layout/add-completion.ts")).addCompletion,
  },
};

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
