import { joinShown, show, type TerminalText } from "@just-one/encoders";
import stringWidth from "string-width";

/** One column: its header's lines, of which the last is set apart as the unit. */
export interface TableColumn {
  readonly header: readonly TerminalText[];
  readonly unit?: TerminalText;
  readonly align: "left" | "right";
}

/** A cell's text and how it is painted; painting must not change its width. */
export interface TableCell {
  readonly text: TerminalText;
  readonly paint?: (text: TerminalText) => TerminalText;
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
 * A row of one cell after the first is a remark: it may run over all columns, and stands in the first part only.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  style: TableStyle,
): TerminalText {
  const widths = columns.map((column, index) =>
    Math.max(
      ...[...column.header, column.unit ?? ""].map((line) => stringWidth(line)),
      ...rows.filter((row) => row.length === columns.length).map((row) => stringWidth(row[index]?.text ?? "")),
      ...(index === 0 ? rows.map(([first]) => stringWidth(first?.text ?? "")) : []),
    ),
  );
  return joinShown(
    splitColumns(widths, style.width).map((indexes, part) =>
      formatPart({ columns, rows, style, widths, indexes, isFirst: part === 0 }),
    ),
    show`\n`,
  );
}

/** The columns of each part: the first in every one, and of the others as many as fit. */
function splitColumns(widths: readonly number[], width: number): number[][] {
  const parts: number[][] = [];
  let room = 0;
  for (let index = 1; index < widths.length; index += 1) {
    const needed = gap.length + (widths[index] ?? 0);
    if (parts.length === 0 || needed > room) {
      parts.push([0]);
      room = width - (widths[0] ?? 0);
    }
    parts.at(-1)?.push(index);
    room -= needed;
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
        const { text, paint } = read(index) ?? { text: show`` };
        const padding = repeat(show` `, (widths[index] ?? 0) - stringWidth(text));
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
    if (row.length === columns.length) lines.push(layOut((index) => row[index]));
    else if (isFirst) lines.push(formatRemark(row, widths[0] ?? 0, style.width));
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

function formatRemark([first, remark]: readonly TableCell[], firstWidth: number, width: number): TerminalText {
  const name = first?.text ?? show``;
  const padding = repeat(show` `, firstWidth - stringWidth(name));
  const text = clip(remark?.text ?? show``, width - firstWidth - gap.length);
  return joinShown([name, padding, gap, remark?.paint === undefined ? text : remark.paint(text)]);
}

function clip(text: TerminalText, width: number): TerminalText {
  if (stringWidth(text) <= width) return text;
  let clipped = "";
  for (const character of text) {
    if (stringWidth(clipped + character) > width - 1) break;
    clipped += character;
  }
  return show`${clipped}…`;
}
