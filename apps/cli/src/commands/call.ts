import type { CatalogEntry } from "@just-one/api";
import type { Client, PagedOperation } from "@just-one/core";
import { show } from "@just-one/encoders";
import { loadOperations } from "../catalog/known-operations.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import type { AnyOperations } from "../operations/any-operations.ts";
import { findOperation } from "../operations/find-operation.ts";
import { joinOperation, readValues } from "../operations/read-values.ts";
import { parseParameters } from "../operations/parse-parameters.ts";
import { admitCalls, type AdmitOptions } from "../session/admit-calls.ts";
import { createProgress, type Progress } from "../session/create-progress.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { tell } from "../session/tell.ts";
import { waitForPaid } from "../session/wait-for-paid.ts";
import { writePaid } from "../session/write-paid.ts";
import type { Terminal } from "../terminal.ts";

export interface CallOptions extends SessionOptions, AdmitOptions {
  readonly format?: "json" | "ndjson";
  /** Pages at most, each a billed call; `true` for ten. */
  readonly pages?: number | true;
}

/** `just-one call "GET /api/…" key=value…`: one call of any operation, its data and what is known about it as JSON. */
export async function call(
  operation: string,
  pairs: readonly string[],
  options: CallOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { catalog } = await loadOperations(terminal);
  const [name, given] = joinOperation(operation, pairs);
  const entry = findOperation(catalog, name);
  const parameters = parseParameters(entry, await readValues(given, terminal));
  if (entry.deprecated)
    tell(terminal, show`just-one: ${entry.operation} is deprecated: the vendor may take it away.\n`);
  const maxCalls = options.pages === true ? 10 : (options.pages ?? 1);
  const things = options.pages === undefined ? "calls" : "pages at most";
  const progress = createProgress(terminal, { total: maxCalls, things });
  using patience = waitForPaid(terminal);
  const purpose = { label: "call", onEvent: progress.note };
  await using session = await openSession<AnyOperations>({ ...options, ...purpose }, terminal, [entry]);

  if (options.pages !== undefined) {
    const planned = { calls: options.mock === true ? 0 : maxCalls, kept: 0, price: options.price };
    if (!(await admitCalls(planned, options, terminal))) return exitCodes.interrupted;
    await printPages(session.client, { entry, parameters, maxCalls, progress, signal: patience.signal }, terminal);
    return terminal.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  }
  progress.start();
  const { client } = session;
  const { data, meta } = await client
    .call(entry.operation, parameters, { signal: patience.signal })
    .finally(() => progress.end());
  const write = options.format === "ndjson" ? formatJsonLine : formatJson;
  await writePaid(write({ data, meta }), terminal);
  return exitCodes.done;
}

interface Pages {
  readonly entry: CatalogEntry;
  readonly parameters: Record<string, unknown>;
  readonly maxCalls: number;
  readonly progress: Progress;
  /** What is under way ends once it aborts. */
  readonly signal: AbortSignal;
}

/** Prints a line for each page as it comes; a page that fails ends it, after those that were paid for. */
async function printPages(
  client: Client<AnyOperations>,
  { entry, parameters, maxCalls, progress, signal }: Pages,
  terminal: Terminal,
): Promise<void> {
  let done = 0;
  progress.start();
  try {
    // Safe: an operation without a row in the table of pagers is refused by the client, in words.
    const operation = entry.operation as PagedOperation;
    for await (const page of client.pages(operation, parameters, { maxCalls, signal })) {
      await writePaid(formatJsonLine(page), terminal);
      progress.update((done += 1), 0);
      if (terminal.signal.aborted) return;
      if (page.end === "stuck")
        tell(terminal, show`just-one: the vendor names no next page; the list is probably not whole.\n`);
    }
  } finally {
    progress.end();
  }
}
