import { joinShown, show, type TerminalText } from "@just-one/encoders";
import { measureWidth } from "./measure-width.ts";

/** One column: its header's lines, of which the last is set apart as the unit. */
export interface TableColumn {
  readonly header: readonly TerminalText[];
  readonly unit?: TerminalText;
  readonly align: "left" | "right";
  /** May be cut to so many characters where the whole table does not fit; for names, never for ids. Counts for the first column. */
  readonly shrinksTo?: number;
  /** Columns of one name stand in one part where that has room for them. */
  readonly group?: string;
}

/** A cell's text and how it is painted; painting must not change its width. */
export interface TableCell {
  readonly text: TerminalText;
  readonly paint?: (text: TerminalText) => TerminalText;
  /** Runs over all columns that follow; nothing stands behind it. */
  readonly isRemark?: boolean;
}

export interface TableStyle {
  /** Characters in a line. */
  readonly width: number;
  readonly paintHeader: (text: TerminalText) => TerminalText;
  readonly paintUnit: (text: TerminalText) => TerminalText;
}

const gap = show`  `;

/**
 * Lays out a table. One that is too wide goes on below, with the first column repeated, so that nothing is lost.
 * A row that ends with a remark stands in the first part only.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  style: TableStyle,
): TerminalText {
  const widths = columns.map((column, index) =>
    Math.max(
      ...[...column.header, column.unit ?? ""].map((line) => measureWidth(line)),
      ...rows.map((row) => (row[index]?.isRemark === true ? 0 : measureWidth(row[index]?.text ?? ""))),
    ),
  );
  const [{ shrinksTo = Infinity } = {}] = columns;
  const whole = widths.reduce((sum, width) => sum + gap.length + width, -gap.length);
  const most = Math.max(shrinksTo, Math.floor(style.width / 4));
  if (whole > style.width && (widths[0] ?? 0) > most) widths[0] = most;
  return joinShown(
    splitColumns(columns, widths, style.width).map((indexes, part) =>
      formatPart({ columns, rows, style, widths, indexes, isFirst: part === 0 }),
    ),
    show`\n`,
  );
}

/** The columns of each part: the first in every one, and of the others as many as fit. */
function splitColumns(columns: readonly TableColumn[], widths: readonly number[], width: number): number[][] {
  const parts: number[][] = [];
  const whole = width - (widths[0] ?? 0);
  let room = 0;
  const measure = (indexes: readonly number[]): number =>
    indexes.reduce((sum, index) => sum + gap.length + (widths[index] ?? 0), 0);
  for (let index = 1; index < columns.length; index += 1) {
    const group = columns[index]?.group;
    const isFirst = group !== undefined && group !== columns[index - 1]?.group;
    const others = isFirst ? [...columns.keys()].filter((other) => columns[other]?.group === group) : [index];
    const together = measure(others);
    if (parts.length === 0 || measure([index]) > room || (together > room && together <= whole)) {
      parts.push([0]);
      room = whole;
    }
    parts.at(-1)?.push(index);
    room -= measure([index]);
  }
  return parts.length === 0 ? [[0]] : parts;
}

interface Part {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  readonly style: TableStyle;
  readonly widths: readonly number[];
  readonly indexes: readonly number[];
  readonly isFirst: boolean;
}

function formatPart({ columns, rows, style, widths, indexes, isFirst }: Part): TerminalText {
  const height = Math.max(...indexes.map((index) => columns[index]?.header.length ?? 0));
  const layOut = (read: (index: number) => TableCell | undefined): TerminalText =>
    joinLine(
      indexes.map((index) => {
        const { text: whole, paint } = read(index) ?? { text: show`` };
        const text = clip(whole, widths[index] ?? 0);
        const padding = repeat(show` `, (widths[index] ?? 0) - measureWidth(text));
        const painted = paint === undefined || text === "" ? text : paint(text);
        return joinShown(columns[index]?.align === "right" ? [padding, painted] : [painted, padding]);
      }),
    );

  const lines: TerminalText[] = [];
  for (let line = 0; line < height; line += 1) {
    lines.push(layOut((index) => headerLine(columns[index], line - height, style)));
  }
  if (indexes.some((index) => columns[index]?.unit !== undefined)) {
    lines.push(layOut((index) => ({ text: columns[index]?.unit ?? show``, paint: style.paintUnit })));
  }
  lines.push(
    style.paintUnit(
      joinShown(
        indexes.map((index) => repeat(show`─`, widths[index] ?? 0)),
        gap,
      ),
    ),
  );
  for (const row of rows) {
    const remark = row.find(({ isRemark }) => isRemark === true);
    if (remark === undefined) lines.push(layOut((index) => row[index]));
    else if (isFirst)
      lines.push(formatRemark(row.slice(0, row.indexOf(remark)), remark, { widths, width: style.width }));
  }
  return joinShown([...lines, show``], show`\n`);
}

function joinLine(cells: readonly TerminalText[]): TerminalText {
  // Safe: encoded text without the spaces at its end.
  return joinShown(cells, gap).trimEnd() as TerminalText;
}

function repeat(sign: TerminalText, count: number): TerminalText {
  return joinShown(Array.from({ length: Math.max(0, count) }, () => sign));
}

/** Header lines stand at the bottom: the last line of each on one level. */
function headerLine(column: TableColumn | undefined, fromEnd: number, style: TableStyle): TableCell {
  return { text: column?.header.at(fromEnd) ?? show``, paint: style.paintHeader };
}

function formatRemark(
  cells: readonly TableCell[],
  { text, paint }: TableCell,
  { widths, width }: { readonly widths: readonly number[]; readonly width: number },
): TerminalText {
  const before = cells.map((cell, index) => {
    const clipped = clip(cell.text, widths[index] ?? 0);
    return joinShown([clipped, repeat(show` `, (widths[index] ?? 0) - measureWidth(clipped)), gap]);
  });
  const clipped = clip(text, width - measureWidth(joinShown(before)));
  return joinShown([...before, paint === undefined ? clipped : paint(clipped)]);
}

function clip(text: TerminalText, width: number): TerminalText {
  if (measureWidth(text) <= width) return text;
  let clipped = "";
  for (const character of text) {
    if (measureWidth(clipped + character) > width - 1) break;
    clipped += character;
  }
  return show`${clipped}…`;
}
