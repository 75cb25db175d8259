import { createHash } from "node:crypto";
import { open, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@just-one/core";
import type { Names } from "@just-one/options/find-unknown";
import type { Board, RunPlan } from "../board.ts";
import { observe } from "../observe.ts";
import { refuseUnknown } from "../refuse-unknown.ts";
import { listColumns } from "./columns.ts";
import { type ExportRow, readRows } from "./export-row.ts";
import { exportFormats, formats, type ExportFormat } from "./formats.ts";
import { lockExport } from "./lock-export.ts";

/** What an export writes, and where. */
export interface ExportOptions {
  readonly board: Board;
  /** Under it: `data/<operation>/run=<id>/part-00001.<format>` and `_manifest.json`. */
  readonly folder: string;
  readonly format: ExportFormat;
  /** Writes ids as bare digits, for programs; spreadsheets round those. Of CSV only. @default false */
  readonly plainIds?: boolean | undefined;
  /** A part is also ended by 32 MB of replies. @default 20_000 */
  readonly rowsPerPart?: number | undefined;
  /** Is told how many rows are written. What it throws is swallowed. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

/** What an export wrote. */
export interface ExportManifest {
  readonly run: string;
  readonly operation: string;
  readonly format: ExportFormat;
  readonly price?: string;
  readonly rows: number;
  readonly parts: readonly {
    readonly file: string;
    readonly rows: number;
    readonly sha256: string;
    readonly firstSeq: number;
    readonly lastSeq: number;
  }[];
}

/**
 * Writes a run's items and replies as files. Costs nothing; the same board gives the same bytes again. Parts get their name
 * when they are whole, and the manifest comes last, so that a killed export leaves nothing that looks whole. Two that export
 * into the same folder wait for each other.
 *
 * @throws ConfigError when nothing is planned on the board, or an option cannot work
 * @throws the system's error when a file cannot be written
 * @example
 * ```ts
 * const { rows, parts } = await exportRun({ board, folder: "out", format: "parquet" });
 * ```
 */
export async function exportRun(options: ExportOptions): Promise<ExportManifest> {
  refuseUnknown("", options, optionNames);
  const { board } = options;
  if (!Object.hasOwn(formats, options.format)) {
    throw new ConfigError(`\`format\` must be one of ${exportFormats.join(", ")}`);
  }
  const plan = await board.readRun();
  if (plan === undefined) throw new ConfigError("nothing is planned on this board, so there is nothing to export");
  const folder = join(options.folder, "data", toFolderName(plan.operation), `run=${toFolderName(plan.id)}`);
  await mkdir(folder, { recursive: true });
  const unlock = await lockExport(join(options.folder, "data", ".lock"));
  try {
    return await writeParts(folder, plan, options);
  } finally {
    unlock();
  }
}

const optionNames: Names<ExportOptions> = {
  board: true,
  folder: true,
  format: true,
  plainIds: true,
  rowsPerPart: true,
  onProgress: true,
};

async function writeParts(folder: string, plan: RunPlan, options: ExportOptions): Promise<ExportManifest> {
  const { board, format, rowsPerPart = 20_000 } = options;
  await removeOld(folder, format);
  const write = formats[format].write;
  const context = { columns: listColumns(plan.columns), plainIds: options.plainIds === true, plan };
  const parts: ExportManifest["parts"][number][] = [];
  let written = 0;
  for await (const rows of cutParts(readRows(board, plan), rowsPerPart)) {
    const file = `part-${String(parts.length + 1).padStart(5, "0")}.${formats[format].extension}`;
    const bytes = await write(rows, context);
    await writeWhole(join(folder, file), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    written += rows.length;
    parts.push({ file, rows: rows.length, sha256, firstSeq: rows[0]?.seq ?? 0, lastSeq: rows.at(-1)?.seq ?? 0 });
    observe(options.onProgress, written);
  }
  const manifest: ExportManifest = { ...describe(plan), format, rows: written, parts };
  await writeWhole(
    join(folder, `_manifest.${format}.json`),
    Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
  );
  return manifest;
}

function describe({ id, operation, price }: RunPlan): Pick<ExportManifest, "run" | "operation" | "price"> {
  return { run: id, operation, ...(price !== undefined && { price }) };
}

// What is made into one part is in memory: replies have up to 320 kB.
const partCharacters = 32 * 1024 * 1024;

async function* cutParts(
  pages: AsyncIterable<readonly ExportRow[]>,
  rowsPerPart: number,
): AsyncGenerator<readonly ExportRow[], void> {
  let rows: ExportRow[] = [];
  let characters = 0;
  for await (const page of pages) {
    for (const row of page) {
      rows.push(row);
      characters += row.data?.length ?? 0;
      if (rows.length < rowsPerPart && characters < partCharacters) continue;
      yield rows;
      rows = [];
      characters = 0;
    }
  }
  if (rows.length > 0) yield rows;
}

/** A file that is there is whole, also after a power cut. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const half = `${path}.part`;
  const file = await open(half, "w", 0o600);
  try {
    await writeFile(file, bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
}

/** An earlier export may have had more parts; without its manifest nobody takes them for whole. */
async function removeOld(folder: string, format: ExportFormat): Promise<void> {
  await rm(join(folder, `_manifest.${format}.json`), { force: true });
  const old = new RegExp(
    String.raw`^part-\d+\.${formats[format].extension.replaceAll(".", String.raw`\.`)}(?:\.part)?$`,
  );
  for (const name of await readdir(folder)) if (old.test(name)) await rm(join(folder, name));
}

/** A name that every file system takes: the vendor's operations and a person's run are text of others. */
function toFolderName(text: string): string {
  return (
    text
      .replaceAll(/[^A-Za-z0-9._-]+/g, "_")
      .replaceAll(/^[._]+|[._]+$/g, "")
      .slice(0, 120) || "_"
  );
}
