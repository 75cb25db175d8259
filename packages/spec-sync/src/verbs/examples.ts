import { listOperations } from "@just-one/document";
import { parseArgs } from "node:util";
import { readDocument } from "../document/read-document.ts";
import type { Outcome } from "../examples/outcome.ts";
import { parseBaseUrl } from "../examples/parse-base-url.ts";
import { recordExamples } from "../examples/record-examples.ts";
import { type OperationName, parseOperationName } from "../infer/operation-name.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { SpecError } from "../spec-error.ts";
import { tell } from "../tell.ts";

const usage =
  'use: spec examples ("GET /path" … | --all) [--refresh] [--output DIR] [--document FILE] [--interval MS] [--base-url URL]';

const interrupted = 130;

/** `spec examples [OPERATION…|--all]`: records the vendor's example replies, one polite request after the other. */
export async function run(args: readonly string[], paths: ProjectPaths = projectPaths): Promise<number> {
  const { values, positionals } = readArguments(args);
  const operations = values.all ? await readAll(values.document ?? paths.document) : positionals.map(readOperation);
  const stop = new AbortController();
  const stopOnInterrupt = (): void => stop.abort();
  process.once("SIGINT", stopOnInterrupt);
  const tally = new Map<Outcome["kind"], number>();
  let done = 0;
  try {
    const outcomes = recordExamples(operations, {
      folder: values.output ?? paths.examples,
      baseUrl: parseBaseUrl(values["base-url"]),
      intervalMs: readInterval(values.interval),
      isRefresh: values.refresh,
      signal: stop.signal,
    });
    for await (const outcome of outcomes) {
      const { method, path } = operations[done]!;
      done += 1;
      tally.set(outcome.kind, (tally.get(outcome.kind) ?? 0) + 1);
      report(`${done}/${operations.length} ${method} ${path}: ${describeOutcome(outcome)}`);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    report(`interrupted; ${done} of ${operations.length} done, and the same command goes on from there`);
    return interrupted;
  } finally {
    process.off("SIGINT", stopOnInterrupt);
  }
  report([...tally].map(([kind, count]) => `${count} ${kind}`).join(", "));
  if (done < operations.length) report(`gave up after too many failures in a row; try again later to go on`);
  return done < operations.length || tally.has("failed") || tally.has("refused") ? 1 : 0;
}

function readArguments(args: readonly string[]): ReturnType<typeof parse> {
  try {
    const parsed = parse(args);
    if (parsed.values.all !== parsed.positionals.length > 0) return parsed;
  } catch {
    // An unknown option is wrong use like any other.
  }
  throw new SpecError(usage);
}

// The compiler reads the type of the result from the options.
function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      refresh: { type: "boolean", default: false },
      output: { type: "string" },
      document: { type: "string" },
      interval: { type: "string", default: "1000" },
      "base-url": { type: "string", default: "https://api.justoneapi.com" },
    },
  });
}

async function readAll(document: string): Promise<OperationName[]> {
  const { document: openApi } = await readDocument(document, { keywords: "tolerant" });
  return listOperations(openApi).map(({ method, path }) => ({ method: method.toUpperCase(), path }));
}

function readOperation(text: string): OperationName {
  const operation = parseOperationName(text);
  if (operation === undefined) throw new SpecError(`${JSON.stringify(text)} is no operation; write it as "GET /path"`);
  return operation;
}

function readInterval(text: string): number {
  if (!/^\d{1,7}$/u.test(text)) throw new SpecError("--interval is not a number of milliseconds");
  return Number(text);
}

function describeOutcome(outcome: Outcome): string {
  if (outcome.kind === "none") return "the vendor has no example";
  if (outcome.kind === "failed" || outcome.kind === "refused") return `${outcome.kind}: ${outcome.reason}`;
  const notes = [
    outcome.kind,
    outcome.kind !== "cached" && outcome.synthetic === true && "synthetic",
    outcome.checkedAt !== undefined && `checked ${outcome.checkedAt}`,
  ];
  return notes.filter((note) => note !== false).join(", ");
}

function report(line: string): void {
  tell(`spec examples: ${line}`);
}
