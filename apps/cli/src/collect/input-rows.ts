import { createReadStream } from "node:fs";
import { type Encoding, detectEncoding } from "@just-one/creator-ids/decode-text";
import { NoListError, nameOtherFile } from "@just-one/creator-ids/name-other-file";
import { isWorkbook, readWorkbook } from "@just-one/creator-ids/read-workbook";
import Papa from "papaparse";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { readLimited } from "../read-limited.ts";

/** A row of inputs as it stands in its file: cells, or an object of NDJSON and JSON. */
export type InputRow = readonly string[] | Readonly<Record<string, unknown>>;

/**
 * Reads a list row by row: CSV and TSV, workbooks, NDJSON, a JSON array, or one input a line; in UTF-8, UTF-16 or GBK.
 * Memory does not grow with text, so ten million lines are no more than ten; workbooks and JSON arrays are read whole.
 *
 * @throws CliError when the file cannot be read
 */
export async function* readInputRows(file: string): AsyncGenerator<InputRow, void> {
  const head = await readHead(file);
  const other = nameOtherFile(head);
  if (other !== undefined) throw new CliError(`${file} ${other}`, exitCodes.wrongUse);
  if (isWorkbook(head)) {
    const bytes = new Uint8Array(await readWhole(file));
    const [sheet = []] = await readWorkbook(bytes).catch((error: unknown) => {
      throw error instanceof RangeError || error instanceof NoListError
        ? new CliError(`${file} ${error.message}`, exitCodes.wrongUse)
        : error;
    });
    yield* sheet;
    return;
  }
  const encoding = detectEncoding(head);
  const start = new TextDecoder(encoding).decode(head, { stream: true });
  const first = /\S/.exec(start)?.[0];
  if (first === "[") yield* readArray(await readWhole(file), encoding);
  else if (first === "{") yield* readJsonLines(file, encoding);
  else {
    const hint = /^sep=(.)\r?\n/i.exec(start)?.[1]; // what Excel is told, and no row
    const rows = readTable(file, encoding, { delimiter: hint ?? guessDelimiter(start), newline: guessNewline(start) });
    if (hint !== undefined) await rows.next();
    yield* rows;
  }
}

const longestLine = 1024 * 1024;

/** What is read whole. */
async function readWhole(file: string): Promise<Buffer> {
  try {
    return await readLimited(file, { maxBytes: mostWhole });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CliError(
      `${file} is ${error.message}; workbooks and JSON arrays are read whole, so write it as CSV or NDJSON`,
      exitCodes.wrongUse,
    );
  }
}

const mostWhole = 256 * 1024 * 1024;

async function readHead(file: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file, { end: 65_535 })) chunks.push(chunk as Buffer); // no encoding is set
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot read the inputs from ${file} (${reason})`, exitCodes.wrongUse);
  }
  return Buffer.concat(chunks);
}

async function* readText(file: string, encoding: Encoding): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding);
  let sinceBreak = 0;
  for await (const chunk of createReadStream(file)) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    const lastBreak = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    sinceBreak = lastBreak === -1 ? sinceBreak + text.length : text.length - lastBreak;
    // what has no lines is read again and again for where one ends
    if (sinceBreak > longestLine)
      throw new CliError(`${file} has a line of over 1 MB; is it a list?`, exitCodes.wrongUse);
    yield text;
  }
  yield decoder.decode();
}

/** How a table is written. */
interface Shape {
  readonly delimiter: string;
  readonly newline: "\r\n" | "\n" | "\r";
}

function guessNewline(start: string): Shape["newline"] {
  const [first] = /\r\n|\n|\r/.exec(start.replaceAll(/"[^"]*"/g, "")) ?? [];
  // Safe: the expression finds nothing else.
  return (first ?? "\n") as Shape["newline"];
}

/** The delimiter with which most of the first rows have as many cells as the very first; a list of one thing a line has none. */
function guessDelimiter(start: string): string {
  const counts = ["\t", ",", ";", "|"].map((delimiter) => {
    const { data } = Papa.parse<string[]>(start, { delimiter, preview: 20, skipEmptyLines: "greedy" });
    const cells = data[0]?.length ?? 0;
    const share = data.filter(({ length }) => length === cells).length / data.length;
    return { delimiter, cells, share };
  });
  const split = counts.filter(({ cells, share }) => cells > 1 && share >= 0.5);
  return split.toSorted((a, b) => b.share - a.share || b.cells - a.cells)[0]?.delimiter ?? "\t";
}

/**
 * Reads row by row what may be quoted. The parser's own stream stops after every few rows and begins the text anew each time, which
 * takes six times as long; so it is given whole rows, a piece of the file at a time.
 */
async function* readTable(
  file: string,
  encoding: Encoding,
  { delimiter, newline }: Shape,
): AsyncGenerator<InputRow, void> {
  const refuseQuote = (): never => {
    throw new CliError(
      `${file} has a quote that does not end, and takes the rows behind it with it`,
      exitCodes.wrongUse,
    );
  };
  const parse = (text: string, isLast: boolean): { readonly rows: readonly string[][]; readonly rest: string } => {
    const parser = new Papa.Parser({ delimiter, newline });
    // Safe: without a header every row is an array of cells; the cursor is behind the last one.
    const { data, errors, meta } = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    if (isLast && errors.some(({ code }) => code === "MissingQuotes") && text.trimEnd().includes(newline))
      refuseQuote();
    return { rows: data.filter((row) => row.some((cell) => cell.trim() !== "")), rest: text.slice(meta.cursor) };
  };
  let rest = "";
  for await (const text of readText(file, encoding)) {
    const parsed = parse(rest + text, false);
    rest = parsed.rest;
    if (rest.length > longestLine) refuseQuote();
    yield* parsed.rows;
  }
  yield* parse(rest, true).rows;
}

async function* readJsonLines(file: string, encoding: Encoding): AsyncGenerator<InputRow, void> {
  let rest = "";
  let line = 0;
  for await (const text of readText(file, encoding)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const each of lines) {
      line += 1;
      if (each.trim() !== "") yield toRow(parseJson(each, `line ${line}`), `line ${line}`);
    }
  }
  if (rest.trim() !== "") yield toRow(parseJson(rest, `line ${line + 1}`), `line ${line + 1}`);
}

function* readArray(bytes: Uint8Array, encoding: Encoding): Generator<InputRow, void> {
  const value = parseJson(new TextDecoder(encoding).decode(bytes), "the file");
  if (!Array.isArray(value)) throw new CliError("the inputs are JSON, but no array", exitCodes.wrongUse);
  for (const [index, each] of value.entries()) yield toRow(each, `item ${index + 1}`);
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.trim(), keepWhole);
  } catch (error) {
    throw new CliError(`the inputs are no JSON in ${where}: ${String(error).slice(0, 200)}`, exitCodes.wrongUse);
  }
}

/** Numbers beyond 2^53 stay as they are written: most of them are ids, or what a spreadsheet has made of one. */
function keepWhole(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isLong = typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER;
  return isLong ? (context?.source ?? value) : value;
}

function toRow(value: unknown, where: string): InputRow {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  // Safe: an object that is no array; its members are looked at one by one.
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new CliError(`${where} of the inputs is neither an object nor an id`, exitCodes.wrongUse);
}
