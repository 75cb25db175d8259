import { zstdCompressSync } from "node:zlib";
import type { FormatContext } from "./formats.ts";
import type { ExportRow } from "./export-row.ts";

const types = { text: "STRING", parameter: "STRING", count: "INT64", time: "TIMESTAMP", json: "JSON" } as const;

/** One part as Parquet: integers and times as such, ids as text, `data` as JSON. Loaded only where it is asked for. */
export async function writeParquet(rows: readonly ExportRow[], { columns }: FormatContext): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const columnData = columns.map(({ name, kind, read }) => ({
    name,
    type: types[kind],
    nullable: true,
    data: rows.map((row) => toValue(kind, read(row))),
  }));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      codec: "ZSTD",
      compressors: { ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)) },
      rowGroupSize: 5000,
      createdBy: "@just-one/collector",
    }),
  );
}

function toValue(kind: keyof typeof types, value: string | number | undefined): unknown {
  if (value === undefined) return null;
  if (kind === "count") return BigInt(value);
  if (kind === "time") return new Date(Number(value));
  return kind === "json" ? toJsonValue(String(value)) : String(value);
}

/** What is nested deeper than the writer of the file goes is kept as its text. */
function toJsonValue(text: string): unknown {
  return measureDepth(text) > mostLevels ? text : (JSON.parse(text) as unknown);
}

const mostLevels = 500;

/** Levels of JSON, or some more where texts hold brackets. */
function measureDepth(text: string): number {
  if (text.length < mostLevels * 2) return 0;
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > most) most = depth;
  }
  return most;
}
