import { DocumentError, readCatalog, readProse } from "@just-one/document";
import { show } from "@just-one/encoders";
import { countOperations } from "../catalog/describe-known.ts";
import { fetchSource, vendorDocument } from "../catalog/fetch-source.ts";
import { type KeptCatalog, keptVersion } from "../catalog/kept-catalog.ts";
import { nameKeptFile, writeKept } from "../catalog/kept-file.ts";
import { CliError } from "../cli-error.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { openProxied } from "../session/open-fetch.ts";
import type { Terminal } from "../terminal.ts";

/** `just-one catalog pull`: all the vendor's operations for this user, without a release. Sends no token, costs nothing. */
export async function catalogPull(options: { readonly from?: string }, terminal: Terminal): Promise<ExitCode> {
  const { environment, stderr, signal } = terminal;
  const { text, source } = await fetchSource(options.from ?? vendorDocument, {
    signal,
    fetch: await openProxied(terminal),
  });
  const leftOut: string[] = [];
  const made = readText(text, source, (problem) => leftOut.push(problem));
  const pulledAt = new Date().toISOString();
  await writeKept({ version: keptVersion, pulledAt, source, document: text, ...made }, nameKeptFile(environment));
  for (const problem of leftOut.slice(0, maxTold)) stderr.write(show`just-one: left out ${cleanText(problem)}\n`);
  if (leftOut.length > maxTold) stderr.write(show`just-one: left out ${leftOut.length - maxTold} more\n`);
  stderr.write(show`just-one: ${countOperations(made.catalog.length)} pulled from ${cleanText(source)}.\n`);
  return exitCodes.done;
}

const maxTold = 10;

function readText(
  text: string,
  source: string,
  onLeftOut: (problem: string) => void,
): Pick<KeptCatalog, "catalog" | "prose"> {
  try {
    const catalog = readCatalog(text, { onLeftOut });
    // What is left out has been told.
    if (catalog.length > 0) return { catalog, prose: readProse(text, { onLeftOut: () => undefined }) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new CliError(`${source} is refused: ${error.message}; nothing was changed`, exitCodes.failed);
  }
  throw new CliError(`${source} has no operation that can be called; nothing was changed`, exitCodes.failed);
}
