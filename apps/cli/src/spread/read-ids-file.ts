import type { FoundCreators } from "@just-one/creator-ids";
import { decodeText } from "@just-one/creator-ids/decode-text";
import { NoListError } from "@just-one/creator-ids/name-other-file";
import { maxListBytes, readList } from "@just-one/creator-ids/read-list";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { readLimited } from "../read-limited.ts";
import { holdsToken, refuseToken } from "../refuse-token.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Finds the creators of a file, or of standard input for `-`: text of any encoding that spreadsheets write, or a workbook.
 *
 * @throws CliError when it cannot be read, or is too large to be a list of ids
 */
export async function readIdsFile(
  file: string,
  { environment, signal, openStdin = () => process.stdin }: Pick<Terminal, "environment" | "openStdin" | "signal">,
): Promise<FoundCreators> {
  try {
    const bytes = await readLimited(file === "-" ? openStdin() : file, { maxBytes: maxListBytes, signal });
    // before anything of it is taken for a header, a name or nothing
    if (holdsToken(decodeText(bytes), environment)) throw refuseToken();
    return await readList(new Uint8Array(bytes));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const name = file === "-" ? "standard input" : file;
    if (error instanceof NoListError) throw new CliError(`${name} ${error.message}`, exitCodes.wrongUse);
    if (error instanceof RangeError)
      throw new CliError(`${name}: ${error.message}; is it a list of ids?`, exitCodes.wrongUse);
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot read the ids from ${name} (${reason})`, exitCodes.wrongUse);
  }
}
