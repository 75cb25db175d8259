import { fitValue, measureJson } from "./fit.ts";

/** One row for each input, as it is told: names once, then values. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** What an input came to. */
export interface TableRow {
  /** Which input it is, from 0. */
  readonly index: number;
  readonly value: unknown;
}

/** Puts objects under the names of their fields, and anything else into one column. */
export function toTable(rows: readonly TableRow[]): Table {
  const objects = rows.flatMap(({ value }) => (isPlain(value) ? [value] : []));
  if (objects.length === 0 || rows.some(({ value }) => value !== null && !isPlain(value))) {
    return { columns: ["input", "value"], rows: rows.map(({ index, value }) => [index, value]) };
  }
  const names = [...new Set(objects.flatMap((value) => Object.keys(value)))];
  return {
    columns: ["input", ...names],
    rows: rows.map(({ index, value }) => [
      index,
      ...names.map((name) => (isPlain(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : null)),
    ]),
  };
}

/** Makes a table fit: each row first, then as many rows as there is room for. */
export function fitTable(table: Table, maxBytes: number): { readonly table: Table; readonly left: number } {
  const { columns, rows } = table;
  const most = Math.max(200, Math.floor(maxBytes / 4));
  const kept: (readonly unknown[])[] = [];
  let bytes = measureJson(columns) + 40;
  for (const row of rows) {
    const short = measureJson(row) <= most ? row : shortenRow(row, most);
    const size = measureJson(short) + 1;
    if (bytes + size > maxBytes) break;
    bytes += size;
    kept.push(short);
  }
  return { table: { columns, rows: kept }, left: rows.length - kept.length };
}

function shortenRow(row: readonly unknown[], maxBytes: number): readonly unknown[] {
  const each = Math.floor(maxBytes / Math.max(1, row.length)) - 20;
  return row.map((value) => {
    if (measureJson(value) <= each) return value;
    const { data, shape } = fitValue(value, Math.max(60, each));
    return data ?? shape ?? "…";
  });
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
