import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import { loadOperations } from "../catalog/known-operations.ts";
import { loadProse } from "../catalog/load-prose.ts";
import { show } from "@just-one/encoders";
import { type SnippetLanguage, snippetLanguages } from "@just-one/snippets";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { describeEntry } from "../operations/describe-entry.ts";
import { findOperation } from "../operations/find-operation.ts";
import { parseParameters } from "../operations/parse-parameters.ts";
import { joinOperation, readValues } from "../operations/read-values.ts";
import { readAddress } from "../session/create-vendor-client.ts";
import type { SessionOptions } from "../session/open-session.ts";
import { captureRequest } from "../snippet/capture-request.ts";
import type { Terminal } from "../terminal.ts";

export interface SnippetOptions extends Pick<SessionOptions, "allowInsecureHttp"> {
  readonly language: SnippetLanguage;
}

/** `just-one snippet "GET /api/…" key=value…`: the call as a program, ready to run. Sends nothing. */
export async function snippet(
  operation: string,
  pairs: readonly string[],
  options: SnippetOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const known = await loadOperations(terminal);
  const [whole, texts] = joinOperation(operation, pairs);
  const found = findOperation(known.catalog, whole);
  const prose = await loadProse(known);
  const told = prose.operations.find((each) => each.operation === found.operation);
  const entry = describeEntry(found, told);
  const given = parseParameters(entry, await readValues(texts, terminal));
  const missing = entry.parameters.filter(
    ({ name, required, removed }) => required && removed === undefined && !Object.hasOwn(given, name),
  );
  const parameters = Object.fromEntries([
    ...missing.map((parameter) => [parameter.name, inventValue(parameter)]),
    ...Object.entries(given),
  ]);
  const { environment } = terminal;
  const { allowInsecureHttp } = options;
  const request = await captureRequest(entry, parameters, {
    environment,
    allowInsecureHttp,
  });
  const destination = { ...readAddress(environment), allowInsecureHttp };
  const write = snippetLanguages[options.language];
  terminal.stdout.write(write({ entry, parameters, destination, request }));
  if (missing.length > 0) terminal.stderr.write(show`just-one: ${describeMissing(missing)}\n`);
  return exitCodes.done;
}

function inventValue({ types, enum: values }: CatalogParameter): unknown {
  if (values !== undefined && values.length > 0) return values[0];
  if (types.length === 0 || types.includes("string")) return "VALUE";
  if (types.includes("integer") || types.includes("number")) return 1;
  if (types.includes("boolean")) return true;
  return types.includes("array") ? ["VALUE"] : {};
}

function describeMissing(missing: CatalogEntry["parameters"]): string {
  const names = missing.map(({ name }) => name);
  const pairs = names.map((name) => `${name}=…`).join(" ");
  return `${names.join(", ")} ${names.length === 1 ? "holds" : "hold"} a value to be replaced; or add ${pairs} to the command.`;
}
