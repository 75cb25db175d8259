import { loadOperations } from "../catalog/known-operations.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import type { AnyOperations } from "../operations/any-operations.ts";
import { findOperation } from "../operations/find-operation.ts";
import { parseParameters } from "../operations/parse-parameters.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
import { toCliError } from "../session/to-cli-error.ts";
import type { Terminal } from "../terminal.ts";

export interface CallOptions extends SessionOptions {
  readonly format?: "json" | "ndjson";
}

/** `just-one call "GET /api/…" key=value…`: one call of any operation, its data and what is known about it as JSON. */
export async function call(
  operation: string,
  pairs: readonly string[],
  options: CallOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { catalog } = await loadOperations(terminal);
  const entry = findOperation(catalog, operation);
  const parameters = parseParameters(entry, pairs);
  await using session = await openSession<AnyOperations>({ ...options, label: "call" }, terminal, [entry]);

  const result = await session.client.try(entry.operation, parameters, { signal: terminal.signal });
  if (!result.ok) throw toCliError(result.error);
  const { data, meta } = result;
  const write = options.format === "ndjson" ? formatJsonLine : formatJson;
  terminal.stdout.write(write({ data, meta }));
  return exitCodes.done;
}
