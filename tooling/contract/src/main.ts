// `pnpm contract [check | collect]`, `pnpm contract --live [--calls FILE] [--record DIR] [--yes]`.
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { catalog } from "@just-one/api/catalog";
import { encodeLines, show } from "@just-one/encoders";
import { hideTyped } from "@just-one/secrets/hide-typed";
import { check } from "./commands/check.ts";
import { collect } from "./commands/collect.ts";
import { readCalls, runLive, UsageError } from "./commands/live.ts";
import { liveCallsFile, readProjectDocument } from "./project.ts";

const usage = "use: pnpm contract [check | collect], or pnpm contract --live [--calls FILE] [--record DIR] [--yes]";

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(show`contract: ${hideTyped(message, process.argv.slice(2))}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command = "check", ...others] = positionals;
  if (others.length > 0) throw new UsageError(usage);
  if (values.live === true && positionals.length === 0) return askVendor(values);
  if (command === "check") return check();
  if (command === "collect") return collect();
  throw new UsageError(usage);
}

interface LiveValues {
  readonly calls?: string | undefined;
  readonly record?: string | undefined;
  readonly yes?: boolean | undefined;
}

function readArguments(args: readonly string[]): {
  readonly values: LiveValues & { readonly live?: boolean | undefined };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        live: { type: "boolean" },
        yes: { type: "boolean" },
        calls: { type: "string" },
        record: { type: "string" },
      },
    });
  } catch {
    throw new UsageError(usage);
  }
}

async function askVendor({ calls = liveCallsFile, record, yes }: LiveValues): Promise<number> {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort(new Error("interrupted; calls under way may be billed")));
  return runLive({
    calls: await readCalls(calls),
    document: await readProjectDocument(),
    catalog,
    env: process.env,
    record,
    ask: yes === true ? agree : askPerson,
    write: (line) => void process.stderr.write(`${encodeLines(line)}\n`),
    signal: controller.signal,
  });
}

async function agree(question: string): Promise<boolean> {
  process.stderr.write(`${encodeLines(question)} yes\n`);
  return true;
}

async function askPerson(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError("--live asks before it costs something: run it in a terminal, or add --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${encodeLines(question)} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
