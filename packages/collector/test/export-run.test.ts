import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import readExcelFile from "read-excel-file/universal";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Board } from "../src/board.ts";
import { exportRun } from "../src/export/export-run.ts";
import type { ExportFormat } from "../src/export/formats.ts";
import { makeFolder, openPlannedBoard } from "./support/open-board.ts";

/** Six items: two billed, one failed, one unknown, two planned. */
async function openMixedBoard(): Promise<Board> {
  const board = await openPlannedBoard(6);
  const worker = await board.openWorker();
  await worker.takeTurn({ send: [1, 2, 3, 4], settle: [], refuse: [] });
  const reply = { json: `{"name":"=1+1","id":"7048929565493690398"}`, requestId: "r-1", fetchedAt: 1_764_000_000_000 };
  await worker.takeTurn({
    send: [],
    refuse: [],
    settle: [
      { seq: 1, attempt: 1, outcome: { how: "bill", reply } },
      { seq: 2, attempt: 1, outcome: { how: "bill", reply: { json: "{}", fetchedAt: 1_764_000_000_000 } } },
      { seq: 3, attempt: 1, outcome: { how: "fail", reason: "400" } },
      { seq: 4, attempt: 1, outcome: { how: "lose", reason: "timeout" } },
    ],
  });
  return board;
}

const place = "data/GET_api_douyin-xingtu_gw_api_data_sp_get_author_spread_info_v1/run=run-1";

async function readAll(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(join(folder, place))).toSorted();
  const files = names.map(
    async (name) => [name, (await readFile(join(folder, place, name))).toString("latin1")] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

test.each<[string, object]>([
  ["`format` must be one of ndjson.zst, csv", { format: "jsonl" }],
  ["`format` must be one of", { format: undefined }],
  ["did you mean `plainIds`?", { plainId: true }],
])("an export that nobody can write is refused: %s", async (told, given) => {
  const folder = makeFolder();
  // Safe: what callers without types may give.
  const options = { board: await openPlannedBoard(1), folder, format: "csv", ...given } as Parameters<
    typeof exportRun
  >[0];
  await expect(exportRun(options)).rejects.toThrow(told);
  expect(await readdir(folder)).toEqual([]);
});

test.each(["ndjson.zst", "csv", "xlsx", "parquet", "singer"] as const)(
  "%s: every input is a row, and a second export is the same byte for byte",
  async (format) => {
    const board = await openMixedBoard();
    const [first, second] = [makeFolder(), makeFolder()];
    const manifest = await exportRun({ board, folder: first, format, rowsPerPart: 4 });
    vi.setSystemTime(new Date("2030-01-01T12:00:00Z"));
    onTestFinished(() => void vi.useRealTimers());
    await exportRun({ board, folder: second, format, rowsPerPart: 4 });
    expect(manifest).toMatchObject({ rows: 6, parts: [{ rows: 4, firstSeq: 1, lastSeq: 4 }, { rows: 2 }] });
    expect(await readAll(second)).toEqual(await readAll(first));
  },
);

test("NDJSON holds the vendor's own JSON beside what each call came to", async () => {
  const folder = makeFolder();
  await exportRun({ board: await openMixedBoard(), folder, format: "ndjson.zst" });
  const text = zstdDecompressSync(await readFile(join(folder, place, "part-00001.ndjson.zst"))).toString("utf8");
  const rows = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows[0]).toEqual({
    run: "run-1",
    seq: 1,
    oAuthorId: "7000000000000000000",
    range: "DAY_30",
    label: null,
    state: "billed",
    reason: null,
    billing: "billed",
    cost: "0.30",
    attempts: 1,
    requestId: "r-1",
    recordTime: null,
    fetchedAt: "2025-11-24T16:00:00.000Z",
    data: { name: "=1+1", id: "7048929565493690398" },
  });
  expect(rows.map(({ state, billing, cost }) => [state, billing, cost])).toEqual([
    ["billed", "billed", "0.30"],
    ["billed", "billed", "0.30"],
    ["failed", "unbilled", "0"],
    ["unknown", "unknown", "0.30"],
    ["planned", "unbilled", "0"],
    ["planned", "unbilled", "0"],
  ]);
});

test("CSV keeps ids whole in a spreadsheet, or bare for programs", async () => {
  const board = await openMixedBoard();
  const read = async (plainIds: boolean): Promise<string> => {
    const folder = makeFolder();
    await exportRun({ board, folder, format: "csv", plainIds });
    return readFile(join(folder, place, "part-00001.csv"), "utf8");
  };
  expect(await read(false)).toContain(`"=""7000000000000000000"""`);
  expect(await read(true)).toContain(",7000000000000000000,");
});

test("Parquet has integers, times and JSON of its own kinds, and ids as text", async () => {
  const folder = makeFolder();
  await exportRun({ board: await openMixedBoard(), folder, format: "parquet" });
  const bytes = new Uint8Array(await readFile(join(folder, place, "part-00001.parquet")));
  const compressors = { ZSTD: (packed: Uint8Array) => new Uint8Array(zstdDecompressSync(packed)) };
  const rows = await parquetReadObjects({ file: bytes.buffer, compressors });
  expect(rows[0]).toMatchObject({
    seq: 1n,
    oAuthorId: "7000000000000000000",
    fetchedAt: new Date(1_764_000_000_000),
    data: { name: "=1+1", id: "7048929565493690398" },
  });
  expect(rows[2]).toMatchObject({ state: "failed", data: null });
});

test("a workbook holds ids as text, so that none is rounded", async () => {
  const folder = makeFolder();
  await exportRun({ board: await openMixedBoard(), folder, format: "xlsx" });
  const [sheet] = await readExcelFile(new Blob([await readFile(join(folder, place, "part-00001.xlsx"))]));
  expect(sheet?.data[1]?.slice(0, 4)).toEqual(["run-1", 1, "7000000000000000000", "DAY_30"]);
});

test("an export that has fewer parts than the one before leaves none of those, and no half ones", async () => {
  const board = await openMixedBoard();
  const folder = makeFolder();
  await exportRun({ board, folder, format: "csv", rowsPerPart: 2 });
  await writeFile(join(folder, place, "part-00009.csv.part"), "half");
  await exportRun({ board, folder, format: "csv" });
  expect(await readdir(join(folder, place))).toEqual(["_manifest.csv.json", "part-00001.csv"]);
});

test.each(["../../x", "a/b", "..", "", "\u0000"])("a run that is called %j stays within its folder", async (id) => {
  const board = await openPlannedBoard(1, { id });
  const folder = makeFolder();
  await exportRun({ board, folder, format: "csv" satisfies ExportFormat });
  expect(await readdir(folder)).toEqual(["data"]);
});

test("two exports into one folder at the same time leave one that is whole", async () => {
  const board = await openMixedBoard();
  const folder = makeFolder();
  await exportRun({ board, folder, format: "csv" });
  const manifests = await Promise.all(
    [2, 3, 6].map((rowsPerPart) => exportRun({ board, folder, format: "csv", rowsPerPart })),
  );
  const files = await readdir(join(folder, place));
  const kept = manifests.find(({ parts }) => parts.length === files.length - 1);
  const manifest = JSON.parse(await readFile(join(folder, place, "_manifest.csv.json"), "utf8")) as typeof kept;
  expect(manifest).toEqual(kept);
  for (const { file, sha256 } of manifest?.parts ?? []) {
    const bytes = await readFile(join(folder, place, file));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  }
});
