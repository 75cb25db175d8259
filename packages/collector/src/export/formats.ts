import { zstdCompressSync } from "node:zlib";
import { encodeCsv } from "@just-one/encoders";
import type { RunPlan } from "../board.ts";
import type { Column } from "./columns.ts";
import type { ExportRow } from "./export-row.ts";
import { writeParquet } from "./write-parquet.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** What rows can be written as. */
export type ExportFormat = "ndjson.zst" | "csv" | "xlsx" | "parquet" | "singer";

/** All formats. */
export const exportFormats: readonly ExportFormat[] = ["ndjson.zst", "csv", "xlsx", "parquet", "singer"];

/** What a format needs to know besides the rows. */
export interface FormatContext {
  readonly columns: readonly Column[];
  readonly plainIds: boolean;
  readonly plan: RunPlan;
}

interface Format {
  readonly extension: string;
  /** The bytes of one part: the same for the same rows. */
  readonly write: (rows: readonly ExportRow[], context: FormatContext) => Promise<Uint8Array>;
}

export const formats: Readonly<Record<ExportFormat, Format>> = {
  "ndjson.zst": {
    extension: "ndjson.zst",
    write: async (rows, context) => zstdCompressSync(writeLines(rows, context)),
  },
  csv: { extension: "csv", write: async (rows, context) => Buffer.from(writeCsv(rows, context)) },
  xlsx: { extension: "xlsx", write: writeXlsx },
  parquet: { extension: "parquet", write: writeParquet },
  singer: { extension: "singer", write: async (rows, context) => Buffer.from(writeSinger(rows, context)) },
};

/** One JSON object a line; `data` is the vendor's own JSON. */
function writeLines(rows: readonly ExportRow[], context: FormatContext): string {
  return rows.map((row) => `${writeObject(row, context)}\n`).join("");
}

function writeObject(row: ExportRow, { columns }: FormatContext): string {
  const members = columns.map(({ name, kind, read }) => {
    const value = read(row);
    const json =
      value === undefined
        ? "null"
        : kind === "json"
          ? String(value)
          : kind === "time"
            ? toTime(Number(value))
            : JSON.stringify(value);
    return `${JSON.stringify(name)}:${json}`;
  });
  return `{${members.join(",")}}`;
}

function toTime(milliseconds: number): string {
  return JSON.stringify(new Date(milliseconds).toISOString());
}

function writeCsv(rows: readonly ExportRow[], { columns, plainIds }: FormatContext): string {
  return encodeCsv([
    columns.map(({ name }) => name),
    ...rows.map((row) =>
      columns.map(({ kind, read }) => {
        const value = read(row);
        if (kind === "time" && value !== undefined) return new Date(Number(value)).toISOString();
        // bare digits are a number to a spreadsheet, which keeps 15 of them
        if (typeof value === "string" && kind !== "json" && !plainIds && /^\d{12,}$/.test(value))
          return { digits: value };
        return value;
      }),
    ),
  ]);
}

/** A stream of Singer: what a row looks like, the rows, and how far the reader is. */
function writeSinger(rows: readonly ExportRow[], context: FormatContext): string {
  const stream = context.plan.operation;
  const properties = Object.fromEntries(
    context.columns.map(({ name, kind }) => [
      name,
      kind === "json"
        ? {}
        : kind === "time"
          ? { type: ["null", "string"], format: "date-time" }
          : { type: ["null", kind === "count" ? "integer" : "string"] },
    ]),
  );
  const schema = { type: "SCHEMA", stream, schema: { type: "object", properties }, key_properties: ["run", "seq"] };
  const state = { type: "STATE", value: { bookmarks: { [stream]: { seq: rows.at(-1)?.seq ?? 0 } } } };
  const records = rows.map(
    (row) => `{"type":"RECORD","stream":${JSON.stringify(stream)},"record":${writeObject(row, context)}}`,
  );
  return `${[JSON.stringify(schema), ...records, JSON.stringify(state)].join("\n")}\n`;
}
