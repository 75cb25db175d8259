import { type Finding, toLabel } from "./creator.ts";
import { isNameHeader, rankIdHeader } from "./headers.ts";
import { isPlainId, readCell } from "./read-cell.ts";

/** Rows of normalised cells. */
export type Grid = readonly (readonly string[])[];

/** What a table holds, and how many of its ids fill their cell: the delimiter that makes most of them is the table's. */
export interface FoundInGrid {
  readonly findings: readonly Finding[];
  readonly whole: number;
}

/** Finds the creators of a table: one a row, from one column. `undefined` where the rows are no table with such a column. */
export function findInGrid(grid: Grid): FoundInGrid | undefined {
  const rows = grid.filter((row) => row.some((cell) => !/^[-:\s]*$/.test(cell))); // Markdown's |---|---| says nothing
  const width = Math.max(0, ...rows.slice(0, 1000).map((row) => row.length));
  const head = rows.slice(0, 10).findIndex((row) => row.some((cell) => rankIdHeader(cell) !== -1));
  const columns = Array.from({ length: width }, (_, column) => describe(rows, head, column));
  const filled = columns.filter(({ cells }) => cells > 0);
  const likely = filled.filter(({ ids, cells }) => ids > 0 && ids * 2 >= cells);
  const named = filled.filter(({ rank }) => rank !== -1).toSorted((a, b) => a.rank - b.rank);
  const isList = likely.length === filled.length || (likely.length > 1 && rows.length === 1);
  // a column called "id" that only counts its rows is not it
  const chosen =
    named.find(({ ids }) => ids > 0) ?? (isList ? undefined : mostIds(likely)) ?? named.find(({ plain }) => plain);
  if (chosen === undefined || (!named.includes(chosen) && rows.some((row) => row.some(hasSeveral)))) return undefined;

  const body = rows.slice(head === -1 ? firstRow(rows, chosen.column) : head + 1);
  const seconds = named.includes(chosen) ? [] : likely.filter((column) => column !== chosen);
  const nameOf = findNames(rows, head, chosen.column);
  const findings: Finding[] = [];
  for (const row of body) {
    const alone = seconds.length > 0 || named.includes(chosen) ? undefined : findAlone(row);
    const place = alone ?? chosen.column;
    findings.push(readRow(row, place, nameOf(row), named.includes(chosen) && chosen.ids === 0));
    for (const { column } of seconds) {
      const text = row[column] ?? "";
      if (!("other" in readCell(text))) findings.push({ text: text.slice(0, 200), reason: "second-column" });
    }
  }
  return {
    findings,
    whole: body.filter((row) => /^[^\p{L}\p{N}]*\d{15,20}[^\p{L}\p{N}]*$/u.test(row[chosen.column] ?? "")).length,
  };
}

interface Column {
  readonly column: number;
  /** How many cells below the header say something; how many of them an id, or one that was rounded. */
  readonly cells: number;
  readonly ids: number;
  /** Digits of any length, in every cell. */
  readonly plain: boolean;
  readonly rank: number;
}

function describe(rows: Grid, head: number, column: number): Column {
  const cells = rows
    .slice(head + 1)
    .map((row) => (row[column] ?? "").trim())
    .filter((cell) => cell !== "");
  const isHeaded = head === -1 && cells.length > 1 && isText(cells[0] ?? "");
  const said = isHeaded ? cells.slice(1) : cells;
  return {
    column,
    cells: said.length,
    ids: said.filter((cell) => isIdLike(cell)).length,
    plain: said.every(isPlainId),
    rank: head === -1 ? -1 : rankIdHeader(rows[head]?.[column] ?? ""),
  };
}

function mostIds(columns: readonly Column[]): Column | undefined {
  return columns.toSorted((a, b) => b.ids - a.ids || a.column - b.column)[0];
}

/** Where no header is known, the rows before the first id are titles and headers. */
function firstRow(rows: Grid, column: number): number {
  const first = rows.findIndex((row) => isIdLike(row[column] ?? ""));
  const isHeader = rows.slice(0, first).every((row) => isText(row[column] ?? ""));
  return first > 0 && first <= 3 && isHeader ? first : 0;
}

function readRow(row: readonly string[], column: number, label: string | undefined, isPlain: boolean): Finding {
  const text = (row[column] ?? "").trim();
  const named = label === undefined ? {} : { label };
  const cell = readCell(text);
  if ("id" in cell) return { id: cell.id, ...named };
  if (isPlain && isPlainId(text)) return { id: text, ...named };
  const shown = (text === "" ? row.filter((each) => each.trim() !== "").join(" · ") : text).slice(0, 200);
  return { text: shown, reason: "reason" in cell ? cell.reason : reasonOf(text, cell.other), ...named };
}

function reasonOf(text: string, other: "text" | "number"): "missing" | "length" | "no-id" {
  if (text === "") return "missing";
  return other === "number" && isPlainId(text) ? "length" : "no-id";
}

/** The column of names by its header, else the first one of words. */
function findNames(rows: Grid, head: number, ids: number): (row: readonly string[]) => string | undefined {
  const header = rows[head] ?? rows[0] ?? [];
  const named = header.findIndex((cell, column) => column !== ids && isNameHeader(cell));
  return (row) => {
    const column = named === -1 ? row.findIndex((cell, index) => index !== ids && isText(cell)) : named;
    return toLabel(row[column] ?? "");
  };
}

/** Where the only cell of a row is an id: somebody had no name for it, and no header says that it is another number. */
function findAlone(row: readonly string[]): number | undefined {
  const filled = row.flatMap((cell, column) => (cell.trim() === "" ? [] : [column]));
  const [only] = filled;
  return filled.length === 1 && only !== undefined && isIdLike(row[only] ?? "") ? only : undefined;
}

function isIdLike(cell: string): boolean {
  const read = readCell(cell);
  return "id" in read || ("reason" in read && read.reason === "rounded");
}

/** A cell with two ids in it: the delimiter that was tried is not the one of this text. */
function hasSeveral(cell: string): boolean {
  return /\d{15}\d*\D+\d{15}/.test(cell);
}

function isText(cell: string): boolean {
  const read = readCell(cell);
  return cell.trim() !== "" && "other" in read && read.other === "text";
}
