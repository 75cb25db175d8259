import { readFile, stat } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";

const maxBytes = 10 * 1024 * 1024;

/**
 * Reads the text of a file of ids, or of standard input for `-`. Spreadsheets write UTF-16 as well as UTF-8.
 *
 * @throws CliError when it cannot be read, or is too large to be a list of ids
 */
export async function readIdsFile(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    if ((await stat(file)).size > maxBytes)
      throw new CliError(`${file} is over 10 MB; is it a list of ids?`, exitCodes.wrongUse);
    const bytes = await readFile(file);
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot read the ids from ${file} (${reason})`, exitCodes.wrongUse);
  }
}
