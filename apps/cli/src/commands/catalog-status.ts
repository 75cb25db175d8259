import { show } from "@just-one/encoders";
import { countOperations, describeKnown } from "../catalog/describe-known.ts";
import { nameKeptFile } from "../catalog/kept-file.ts";
import { loadOperations } from "../catalog/known-operations.ts";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { formatJson } from "../format/format-json.ts";
import type { Terminal } from "../terminal.ts";

/** `just-one catalog`: which operations are known, from where and when. Asks nobody. */
export async function catalogStatus(options: { readonly json?: boolean }, terminal: Terminal): Promise<ExitCode> {
  const known = await loadOperations(terminal);
  const { builtIn, pulled } = known;
  const file = nameKeptFile(terminal.environment);
  const { stdout } = terminal;
  if (options.json === true) {
    const told = pulled && {
      operations: pulled.catalog.length,
      date: pulled.pulledAt,
      source: pulled.source,
      sha256: pulled.sha256,
      file,
    };
    stdout.write(formatJson({ operations: known.catalog.length, builtIn, pulled: told ?? null }));
    return exitCodes.done;
  }
  stdout.write(show`${describeKnown(known)}\n`);
  stdout.write(show`Built in: ${countOperations(builtIn.operations)}, of ${cleanText(builtIn.date)}\n`);
  if (pulled === undefined) stdout.write(show`Pulled: nothing yet\n`);
  else {
    stdout.write(
      show`Pulled: ${countOperations(pulled.catalog.length)}, on ${cleanText(pulled.pulledAt)} from ${cleanText(pulled.source)}\n`,
    );
    stdout.write(show`  sha256 ${cleanText(pulled.sha256)}\n  kept in ${cleanText(file)}\n`);
  }
  return exitCodes.done;
}
