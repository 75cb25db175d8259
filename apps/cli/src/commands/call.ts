import { catalog } from "@just-one/api/catalog";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes, toExitCode } from "../exit-code.ts";
import { formatJson, formatJsonLine } from "../format/format-json.ts";
import type { AnyOperations } from "../operations/any-operations.ts";
import { findOperation } from "../operations/find-operation.ts";
import { parseParameters } from "../operations/parse-parameters.ts";
import { describeFailure, describeReply } from "../session/describe-failure.ts";
import { openSession, type SessionOptions } from "../session/open-session.ts";
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
  const entry = findOperation(catalog, operation);
  const parameters = parseParameters(entry, pairs);
  await using session = await openSession<AnyOperations>(options, terminal);

  const result = await session.client.try(entry.operation, parameters, { signal: terminal.signal });
  if (!result.ok) {
    const reply = describeReply(result.error);
    throw new CliError(describeFailure(result.error) + (reply === "" ? "" : `\n${reply}`), toExitCode(result.error));
  }
  const { data, meta } = result;
  const write = options.format === "ndjson" ? formatJsonLine : formatJson;
  terminal.stdout.write(write({ data, meta }));
  return exitCodes.done;
}
