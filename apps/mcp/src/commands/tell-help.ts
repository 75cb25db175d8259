import { readVersion } from "../read-version.ts";
import { httpOptions, servingOptions, writeUsage } from "../settings/option-rows.ts";

const commands = `Usage: just-one-mcp [options]             MCP over standard input and output, for one client
       just-one-mcp serve [options]       MCP over Streamable HTTP, for many
       just-one-mcp doctor [options]      says what works and what is missing
       just-one-mcp budget [options]      what was spent and is left; --grant adds for today
       just-one-mcp settle [HANDLE billed|unbilled]
                                          lists calls of unknown outcome, or says what the bill told
       just-one-mcp install CLIENT        prints the lines for claude, cursor, vscode or codex
       just-one-mcp key NAME              makes a key for --keys

The token goes into JUST_ONE_TOKEN, never on the command line.`;

/** Prints the help or the version to standard output: no client is there to read it. */
export function tellHelp(args: readonly string[]): void {
  const help = `${commands}\n\nOptions:\n${writeUsage(servingOptions)}\n\nOptions of serve:\n${writeUsage(httpOptions)}`;
  process.stdout.write(`${args.includes("--version") ? readVersion() : help}\n`);
}
