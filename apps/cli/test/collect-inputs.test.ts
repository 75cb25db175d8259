import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalog } from "@just-one/api/catalog";
import type { Input } from "@just-one/collector";
import { expect, onTestFinished, test } from "vitest";
import { readInputRows } from "../src/collect/input-rows.ts";
import { toInputs } from "../src/collect/to-inputs.ts";

// What a list becomes before anything is paid for: its header, its notes and its damaged cells are no inputs.

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const [one, two] = ["7048929565493690391", "7048929565493690392"];

async function read(text: string): Promise<{ ids: unknown[]; invalid: (string | undefined)[]; guessed: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), "just-one-inputs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "list"), text);
  const entry = catalog.find((each) => each.operation === operation);
  if (entry === undefined) throw new Error("the operation is gone");
  const inputs: Input[] = [];
  const guessed: string[] = [];
  const onGuess = (parameter: string, column: string): void => void guessed.push(`${parameter} = ${column}`);
  const options = { entry, shared: {}, columns: new Map<string, string>(), onGuess };
  for await (const input of toInputs(readInputRows(join(folder, "list")), options)) inputs.push(input);
  const sent = inputs.filter(({ invalid }) => invalid === undefined);
  return {
    ids: sent.map(({ parameters }) => parameters["oAuthorId"]),
    invalid: inputs.flatMap(({ invalid }) => (invalid === undefined ? [] : [invalid])),
    guessed,
  };
}

test.each([
  ["a cell with a line break", `"oAuthorId","note"\n"${one}","he said ""hi""\nand left"\n"${two}",x`],
  ["a row that ends early", `oAuthorId,note\n${one},a\n${two}`],
  ["a row that goes on", `oAuthorId;note\n${one};a\n${two};b;c`],
  ["a column that Xingtu calls its own name", `达人,星图ID,粉丝\n甲,${one},7048929565493690\n乙,${two},9`],
  ["a column with one name and nothing else", `星图 ID\n${one}\n${two}`],
  ["a word above numbers", `creators of May\n${one}\n${two}`],
  ["a list that begins at once", `${one}\n${two}`],
  ["JSON that was padded", `[{"oAuthorId":" ${one}\u200B"},"${two}"]`],
])("%s is read as what it is", async (_what, text) => {
  expect(await read(text)).toMatchObject({ ids: [one, two], invalid: [] });
});

test.each([
  ["https://v.douyin.com/abc/", "oAuthorId is an address without such an id"],
  ["7048 9295 6549 3690 397", "oAuthorId holds spaces, which no id does"],
  ["7.05E+18", expect.stringContaining("rounded")],
  [`{"oAuthorId":7.048929565493690398E18}`, expect.stringContaining("rounded")],
  [`{"oAuthorId":"7048929565493690000"}`, expect.stringContaining("rounded")],
  [`[7.048929565493690398E18]`, expect.stringContaining("rounded")],
])("%s is never sent", async (text, invalid) => {
  expect(await read(text)).toMatchObject({ ids: [], invalid: [invalid] });
});

test("names that hold no number are inputs, all of them", async () => {
  expect((await read("kite\nkestrel")).ids).toEqual(["kite", "kestrel"]);
  expect((await read("kite")).ids).toEqual(["kite"]);
});

test("says which column it took", async () => {
  expect((await read(`达人,星图ID\n甲,${one}`)).guessed).toEqual(["oAuthorId = 星图ID"]);
  expect((await read(`oAuthorId\n${one}`)).guessed).toEqual([]);
});

test.each(["\n", "\r\n", "\r"])(
  "rows, quotes and letters that lie across the pieces of a long file are whole, with %j",
  async (newline) => {
    const ids = Array.from({ length: 4000 }, (_, index) => String(7_048_929_565_493_690_001n + BigInt(index) * 10n));
    const notes = ["plain", `"it said ""go""${newline}and left, for 汉字"`, `"  "`];
    const rows = ids.map((id, index) => `"${id}",${notes[index % notes.length]}`);
    const { ids: read_, invalid } = await read(["oAuthorId,note", "", ...rows, " , "].join(newline));
    expect(read_).toEqual(ids);
    expect(invalid).toEqual([]);
  },
);

test.each([1, 70_000])("a quote that does not end takes no inputs with it unsaid: %i rows", async (length) => {
  const rows = Array.from({ length }, () => `${two},x`);
  const broken = read(["oAuthorId,note", `${one},"x`, ...rows].join("\n"));
  await expect(broken).rejects.toThrow("has a quote that does not end, and takes the rows behind it with it");
  expect((await read(`oAuthorId,note\n${one},"x\n`)).ids).toEqual([one]);
});
