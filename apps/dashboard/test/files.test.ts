import { findCreators } from "@just-one/creator-ids";
import { readList } from "@just-one/creator-ids/read-list";
import { inventAuthorSpread } from "@just-one/testing";
import * as fc from "fast-check";
import readWorkbook from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { allVariants, defaultChoice } from "../page/src/creators/choice.ts";
import type { CreatorRow, CreatorState } from "../page/src/creators/creator-row.ts";
import { readReply } from "../page/src/creators/read-reply.ts";
import { type SpreadCall, toCallKey } from "../page/src/creators/spread-call.ts";
import { toRows } from "../page/src/creators/to-rows.ts";
import { toSheet } from "../page/src/files/to-sheet.ts";
import { writeCsv } from "../page/src/files/write-csv.ts";
import { writeXlsx } from "../page/src/files/write-xlsx.ts";
import { readLink, writeLink } from "../page/src/ids/link.ts";
import { writeList } from "../page/src/ids/write-list.ts";
import { chinese } from "../page/src/messages/chinese.ts";
import { english } from "../page/src/messages/english.ts";

const moment = new Date(2026, 10, 26, 20, 26).getTime();
const [main = allVariants[0], days90] = allVariants;
const first = "7048929565493690398";
const second = "6872530415792046083";

function invent({ id, variant }: SpreadCall): CreatorState {
  const data = inventAuthorSpread({ oAuthorId: id, ...variant });
  return readReply({ ok: true, data, billing: "billed", cached: false }, moment);
}

/** Two creators: one with both windows, one that failed. */
function makeRows(label?: string): readonly CreatorRow[] {
  const failed: CreatorState = { status: "failed", failure: { kind: "api", code: 400, billing: "unbilled" } };
  const states = new Map([
    [toCallKey({ id: first, variant: main ?? never() }), invent({ id: first, variant: main ?? never() })],
    [toCallKey({ id: first, variant: days90 ?? never() }), invent({ id: first, variant: days90 ?? never() })],
    [toCallKey({ id: second, variant: main ?? never() }), failed],
  ]);
  const creators = [{ id: first, ...(label !== undefined && { label }) }, { id: second }];
  return toRows({ creators, choice: defaultChoice }, (call) => states.get(toCallKey(call)) ?? { status: "missing" });
}

const sheetOf = (rows: readonly CreatorRow[], messages = english): ReturnType<typeof toSheet> =>
  toSheet({ rows, main: main ?? never(), chosen: new Set([second]) }, messages);

describe("a file", () => {
  test("has every variant that was asked for, of when it is, and the reason of failures", () => {
    const { columns, lines } = sheetOf(makeRows("小明"));
    expect(columns.slice(0, 8).map(({ header }) => header)).toEqual([
      "Creator id",
      "Name",
      "Category",
      "Window",
      "Videos",
      "Figures of",
      "Note",
      "Ticked",
    ]);
    const data = inventAuthorSpread({ oAuthorId: first });
    expect(lines.map((line) => line.slice(0, 6))).toEqual([
      [first, "小明", data.interact_rate?.label, "Last 30 days", "Personal videos", moment],
      [first, "小明", data.interact_rate?.label, "Last 90 days", "Personal videos", moment],
      [second, undefined, undefined, "Last 30 days", "Personal videos", undefined],
    ]);
    expect(lines.map((line) => line[6])).toEqual([
      undefined,
      undefined,
      "The vendor does not accept this id or these settings. Check the id. This was not billed; trying again costs one call if it succeeds.",
    ]);
    expect(lines.map((line) => line[7])).toEqual([undefined, undefined, "yes"]);
    expect(lines[0]?.length).toBe(columns.length);
  });

  test("in Excel keeps ids as text, and has dates, percent and costs as they look in the table", async () => {
    const rows = makeRows("小明");
    const bytes = Buffer.from(await (await writeXlsx(sheetOf(rows))).arrayBuffer());
    const [sheet] = await readWorkbook(bytes);
    const [header = [], line = []] = sheet?.data ?? [];
    expect(line[0]).toBe(first);
    expect(line[5]).toBeInstanceOf(Date);
    expect(JSON.stringify(line[5])).toMatch(/^"2026-11-26T20:26:00/);
    const [row] = rows;
    const rate = row?.state.status === "loaded" ? row.state.spread.engagementRate?.value : undefined;
    expect(line[header.indexOf("Engagement (%)")]).toBeCloseTo(rate ?? Number.NaN, 4);
  });

  test.each([
    ["English", english],
    ["Chinese", chinese],
  ])("of this page gives the same creators and names when it is fed back, in %s", async (_name, messages) => {
    const sheet = sheetOf(makeRows("小明, 120000"), messages);
    const creators = [{ id: first, label: "小明, 120000" }, { id: second }];
    expect(findCreators(writeCsv(sheet))).toEqual({ creators, duplicates: 1, refused: [] });
    const workbook = new Uint8Array(await (await writeXlsx(sheet)).arrayBuffer());
    expect(await readList(workbook)).toEqual({ creators, duplicates: 1, refused: [] });
  });
});

test("a list and its names come back whole from the form and from a link", () => {
  const id = fc
    .bigInt({ min: 10n ** 17n, max: 10n ** 20n - 1n })
    .map(String)
    .filter((digits) => !digits.endsWith("00"));
  const label = fc.string({ unit: "grapheme", maxLength: 30 });
  const given = fc.uniqueArray(fc.tuple(id, label), { selector: ([each]) => each, minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(given, (pairs) => {
      const text = ["ID\tName", ...pairs.map(([each, name]) => `${each}\t${name.replaceAll(/["\t]/g, " ")}`)].join(
        "\n",
      );
      const { creators } = findCreators(text);
      expect(creators).toHaveLength(pairs.length);
      expect(findCreators(writeList(creators)).creators).toEqual(creators);
      expect(readLink(writeLink({ creators, choice: defaultChoice }))?.creators).toEqual(creators);
    }),
    { numRuns: 300, examples: [[[["100000002490495301", " ＂"]]]] },
  );
});

function never(): never {
  throw new Error("there are four variants");
}
