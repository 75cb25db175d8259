import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import type { Input } from "@just-one/collector";
import { isNameHeader, rankIdHeader } from "@just-one/creator-ids/headers";
import { normalise } from "@just-one/creator-ids/normalise";
import { readCell } from "@just-one/creator-ids/read-cell";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { cleanText } from "../format/clean-text.ts";
import { readValue } from "../operations/parse-parameters.ts";
import type { InputRow } from "./input-rows.ts";

export interface InputOptions {
  readonly entry: CatalogEntry;
  /** The parameters that all inputs share. */
  readonly shared: Readonly<Record<string, unknown>>;
  /** Which column holds a parameter, by the parameter's name. */
  readonly columns: ReadonlyMap<string, string>;
  /** Hears which column was taken for a parameter that it is not named after. */
  readonly onGuess?: ((parameter: string, column: string) => void) | undefined;
}

/**
 * Turns rows into inputs. Columns are found by `--map`, else by a header that names parameters; a list without one is the
 * operation's one required parameter that is not set already.
 *
 * @throws CliError when it is not clear which column is which parameter
 */
export async function* toInputs(rows: AsyncIterable<InputRow>, options: InputOptions): AsyncGenerator<Input, void> {
  let layout: Layout | undefined;
  let first: readonly string[] | undefined; // that may be a header
  let isEmpty = true;
  for await (const row of rows) {
    if (!Array.isArray(row)) {
      isEmpty = false;
      yield readObject(row as Readonly<Record<string, unknown>>, options);
      continue;
    }
    // Safe: an array is the other kind of row.
    const cells = (row as readonly string[]).map((cell) => normalise(cell).trim());
    if (layout === undefined) {
      layout = findLayout(cells, options);
      if (layout.isHeaded) continue;
      if (!layout.isPlain) {
        first = cells;
        continue;
      }
    }
    isEmpty = false;
    // a word above nothing but numbers is their name
    if (first !== undefined && !cells.some((cell) => digits.test(cell))) yield readCells(first, layout, options);
    first = undefined;
    yield readCells(cells, layout, options);
  }
  if (first !== undefined && layout !== undefined) {
    isEmpty = false;
    yield readCells(first, layout, options);
  }
  if (isEmpty) throw new CliError("there is no input in the list; nothing was planned", exitCodes.wrongUse);
}

const digits = /\d{6}/;

interface Layout {
  readonly isHeaded: boolean;
  /** Whether the first line is an input for sure, where it is no header. */
  readonly isPlain?: boolean;
  /** Column by parameter. */
  readonly places: ReadonlyMap<string, number>;
  readonly label: number;
}

function findLayout(first: readonly string[], { entry, shared, columns, onGuess }: InputOptions): Layout {
  const label = first.findIndex(isNameHeader);
  if (columns.size > 0) {
    const places = new Map([...columns].map(([name, column]) => [name, findColumn(first, column)]));
    return { isHeaded: true, places, label };
  }
  const named = entry.parameters.flatMap(({ name }) => {
    const place = first.findIndex((cell) => cell.toLowerCase() === name.toLowerCase());
    return place === -1 ? [] : [[name, place] as const];
  });
  if (named.length > 0) return { isHeaded: true, places: new Map(named), label };
  const open = entry.parameters.filter(({ name, required }) => required && !(name in shared)).map(({ name }) => name);
  const [only] = open;
  if (only !== undefined && open.length === 1) {
    const place = findIdColumn(first, only);
    if (place !== -1) {
      onGuess?.(only, first[place] ?? "");
      return { isHeaded: true, places: new Map([[only, place]]), label };
    }
    const isPlain = !isIdName(only) || /\d/.test(first.join(""));
    if (first.filter((cell) => cell !== "").length === 1)
      return { isHeaded: false, isPlain, places: new Map([[only, first.findIndex((cell) => cell !== "")]]), label: -1 };
  }
  const have = cleanText(first.slice(0, 8).join(", ")).slice(0, 200);
  throw new CliError(
    `which column is which parameter? The first line is: ${have}. ` +
      `Name the columns after parameters (${open.join(", ") || entry.parameters.map(({ name }) => name).join(", ")}), or say --map parameter=column`,
    exitCodes.wrongUse,
  );
}

/** Where a list says by another name what a parameter is called; exports of Xingtu do. */
function findIdColumn(header: readonly string[], parameter: string): number {
  if (!isIdName(parameter)) return -1;
  const isCreators = rankIdHeader(parameter) !== -1;
  const ranks = header.map((cell) => (isCreators || cell.toLowerCase() === "id" ? rankIdHeader(cell) : -1));
  const best = Math.min(...ranks.filter((rank) => rank !== -1));
  return ranks.indexOf(best);
}

function isIdName(parameter: string): boolean {
  return /id$/i.test(parameter);
}

function findColumn(header: readonly string[], column: string): number {
  const place = header.findIndex((cell) => cell.toLowerCase() === normalise(column).trim().toLowerCase());
  if (place !== -1) return place;
  const have = cleanText(header.slice(0, 12).join(", ")).slice(0, 200);
  throw new CliError(
    `there is no column "${cleanText(column).slice(0, 60)}"; the first line is: ${have}`,
    exitCodes.wrongUse,
  );
}

function readCells(cells: readonly string[], { places, label }: Layout, { entry }: InputOptions): Input {
  const parameters: Record<string, unknown> = {};
  let invalid: string | undefined;
  for (const [name, place] of places) {
    const text = cells[place] ?? "";
    if (text === "") continue; // what is left out is not sent
    const read = readParameter(
      text,
      entry.parameters.find((parameter) => parameter.name === name),
    );
    if ("invalid" in read) invalid ??= `${name} ${read.invalid}`;
    parameters[name] = "invalid" in read ? text : read.value;
  }
  const given = label === -1 ? undefined : cells[label];
  return { parameters, label: given === "" ? undefined : given?.slice(0, 60), invalid };
}

function readParameter(
  text: string,
  parameter: CatalogParameter | undefined,
): { readonly value: unknown } | { readonly invalid: string } {
  if (control.test(text)) return { invalid: "holds a control character: is the file damaged?" };
  if (parameter !== undefined && isIdName(parameter.name)) {
    const cell = readCell(text);
    if ("id" in cell) return { value: readValue(cell.id, parameter) };
    if ("reason" in cell && cell.reason === "rounded") {
      return { invalid: "was rounded by a spreadsheet: format the column as text there and copy it again" };
    }
    if ("reason" in cell && cell.reason !== "length") return { invalid: "is an address without such an id" };
    if (/\s/.test(text)) return { invalid: "holds spaces, which no id does" };
  }
  return { value: readValue(text, parameter) };
}

/** What no keyboard writes, such as the zeros of a file that was not written to its end. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/;

function readObject(row: Readonly<Record<string, unknown>>, { entry, columns }: InputOptions): Input {
  const parameters: Record<string, unknown> = {};
  let invalid: string | undefined;
  for (const parameter of entry.parameters) {
    const { name } = parameter;
    const value = row[columns.get(name) ?? name];
    if (value === undefined || value === null || value === "") continue;
    const text = typeof value === "string" ? normalise(value).trim() : undefined;
    const read = text === undefined ? { value } : readParameter(text, parameter);
    if ("invalid" in read) invalid ??= `${name} ${read.invalid}`;
    parameters[name] = "invalid" in read ? text : read.value;
  }
  const label = row["label"] ?? row["name"];
  return { parameters, label: typeof label === "string" ? label.slice(0, 60) : undefined, invalid };
}
