import { inventAuthorSpread } from "@just-one/testing";
import { readAuthorSpread } from "@just-one/core/xingtu";
import type { Page } from "playwright-core";
import readWorkbook from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { columns } from "../page/src/table/columns.ts";
import { findViolations } from "./support/find-violations.ts";
import { expectFocus } from "./support/focus.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { edit, findMenu, ids, load, openRaw, save, openScene, waitForReceipt } from "./support/scenes.ts";
import { markedToken } from "./support/start-dashboard.ts";

describe.skipIf(chromiumPath === undefined)("the page in Chromium (skipped where there is none)", () => {
  test("says what loading costs before it is done, and sends nothing for that", async () => {
    const { page, vendor } = await openScene();
    await page.getByLabel("Creator ids").fill(`${ids.join("，")};${ids[0]} 7.04893E+18 hello`);
    await page.getByText("Loading makes 3 billed calls; 0 are known already and free.").waitFor();
    await page.getByText("3 creators, 1 given twice and counted once").waitFor();
    await page.getByText(/left out: 7\.04893E\+18\s*A spreadsheet has rounded/).waitFor();
    await page.getByText("Today's budget: 500 of 500 calls left for everybody.").waitFor();
    expect(vendor.ledger).toEqual([]);
  });

  test("says what loading costs in money, where whoever runs it has said what a call costs", async () => {
    const { page, vendor } = await openScene({ dashboard: { settings: { price: "0.30" } } });
    await page.getByLabel("Creator ids").fill(ids.join(" "));
    await page.getByText("Loading makes 3 billed calls").waitFor();
    await page.getByText("About 0.90 CNY.").waitFor();
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByText("约 0.90 元。").waitFor();
    expect(vendor.ledger).toEqual([]);
  });

  test("loads each creator once, and knows afterwards what is left and what is free", async () => {
    const { page, vendor } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await expect.poll(() => page.getByRole("row").count()).toBe(4);
    await edit(page);
    await page.getByText("Loading makes 0 billed calls; 3 are known already and free.").waitFor();
    await page.getByText("Today's budget: 497 of 500 calls left for everybody.").waitFor();
    expect(vendor.sumUp()).toEqual({ arrived: 3, billed: 3 });
    await expect.poll(() => page.getByText("best").count()).toBeGreaterThan(4);
  });

  test("gives files of invented figures names that say so", async () => {
    const { page } = await openScene({ dashboard: { mode: "mock" } });
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("creators-invented.csv");
  });

  test("sorts by a column, best first, then the other way, and says so to screen readers", async () => {
    const { page } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    const header = page.getByRole("columnheader", { name: /CPM 21–60 s/ });
    await header.getByRole("button").click();
    await expect.poll(() => header.getAttribute("aria-sort")).toBe("ascending");
    const ascending = await readNames(page);
    await header.getByRole("button").click();
    await expect.poll(() => header.getAttribute("aria-sort")).toBe("descending");
    await expect.poll(() => readNames(page)).toEqual(ascending.toReversed());
    expect(new Set(ascending)).toEqual(new Set(ids));
  });

  test("shows what most people look for, the costs of one length of video, and other columns when they are chosen", async () => {
    const { page } = await openScene();
    await load(page);
    const headers = (): Promise<string[]> => page.locator(".creators thead th").allInnerTexts();
    const readHeaders = async (): Promise<string[]> => (await headers()).map((text) => text.replace(/^↕\s*/, ""));
    await expect.poll(readHeaders).toEqual(listStandard("21–60 s"));
    await page.getByRole("radio", { name: "Over 60 s" }).check();
    await expect.poll(readHeaders).toEqual(listStandard("over 60 s"));
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByLabel("Mean likes").check();
    await page.getByLabel("Completion", { exact: true }).uncheck();
    await expect.poll(() => page.getByRole("columnheader", { name: /Mean likes/ }).count()).toBe(1);
    await expect.poll(() => page.getByRole("columnheader", { name: /Completion/ }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Standard columns" }).click();
    await expect.poll(readHeaders).toEqual(listStandard("over 60 s"));
  });

  test("says who is best in what, among those that meet the conditions, and never one with few videos", async () => {
    const { page } = await openScene({
      vendor: {
        respond: ({ params }) => ({
          ...inventAuthorSpread(params),
          item_num: params["oAuthorId"] === "1003" ? "4" : "9",
          play_mid: String(Number(params["oAuthorId"]) * 1000),
          interact_rate: { value: params["oAuthorId"] === "1002" ? 300 : 200, label: "", overtake: 1 },
        }),
      },
    });
    const names = ["甲", "乙", "一位达人", "另一位名字很长很长很长的达人朋友"];
    await load(page, ["达人\tID", ...names.map((name, index) => `${name}\t${1001 + index}`)]);
    const answer = page.getByRole("article").filter({ hasText: "Most watched" });
    await answer.getByRole("button", { name: "1004" }).waitFor();
    await answer.getByText("1,004,000 Median plays").waitFor();
    await answer.getByText("1 with few videos left out").waitFor(); // it may have more plays, and stands in the table
    await page.getByLabel("Engagement, at least %").fill("2.5");
    await page.getByText("1 of 4 creators are shown.").waitFor();
    await answer.getByText("Too few creators").waitFor(); // one alone is no best
    await page.getByRole("button", { name: "Show all" }).click();
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(4);
    await page.getByLabel("Videos, at least").fill("5");
    await page.getByText("3 of 4 creators are shown.").waitFor();
    await answer.getByRole("button", { name: "1004" }).click();
    await expect.poll(() => page.locator("tr.active").getByRole("rowheader", { name: "1004" }).count()).toBe(1);
    await page.getByLabel("Videos, at least").fill("");
    await expect.poll(() => page.locator(".badge.warn").count()).toBe(1);
    for (const width of [1440, 1024, 768, 375]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => page.evaluate(listCut), { message: `cut at ${width} pixels` }).toEqual([]);
    }
  });

  test("counts the plays that a budget buys, and sorts by them", async () => {
    const { page } = await openScene({
      vendor: {
        respond: ({ params }) => ({
          ...inventAuthorSpread(params),
          expect_cpm: { cpm_1_20: "1000", cpm_21_60: params["oAuthorId"] === "1001" ? "2000" : "4000", cpm_60: "1" },
        }),
      },
    });
    await load(page, ["1001", "1002"]);
    await page.getByLabel("Budget in CNY").fill("１,000"); // full-width digits are what a Chinese keyboard types
    const header = page.getByRole("columnheader", { name: /Plays for the budget/ });
    await header.getByRole("button").click();
    await expect.poll(() => header.getAttribute("aria-sort")).toBe("descending");
    const last = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader") })
      .locator("td:last-child");
    await expect.poll(() => last.allInnerTexts()).toEqual(["50,000", "25,000"]);
    await page.getByRole("radio", { name: "1–20 s" }).check();
    await expect.poll(() => last.allInnerTexts()).toEqual(["100,000", "100,000"]);
  });

  test("keeps a shortlist of any length, and shows it alone when asked", async () => {
    const { page } = await openScene();
    const seven = Array.from({ length: 7 }, (_, index) => `200${index}`);
    await load(page, [...seven, "3000"]);
    await page.getByText("8 of 8 answered").waitFor();
    for (const id of seven) await page.getByLabel(`Tick creator ${id}`).check();
    await page.getByLabel("Ticked only (7)").check();
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(7);
    await page.getByLabel(`Tick creator ${seven[0]}`).click();
    await page.getByText("6 of 8 creators are shown.").waitFor();
  });

  test("exports CSV and Excel with ids that keep all their digits", async () => {
    const { page } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    const csv = await save(page.getByRole("button", { name: "Save as CSV" }));
    expect(csv.toString()).toMatch(/^\uFEFFCreator id,Name,/);
    for (const id of ids) expect(csv.toString()).toContain(`"=""${id}"""`);
  });

  test("exports a workbook whose ids are text, whose figures are numbers, and whose header has the units", async () => {
    const { page, vendor } = await openScene();
    vendor.enqueue(["400"]);
    await load(page);
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    const [sheet] = await readWorkbook(await save(page.getByRole("button", { name: "Save as Excel" })));
    const [header = [], ...lines] = sheet?.data ?? [];
    expect(header).toHaveLength(columns.length + 8);
    expect(header.slice(7, 10)).toEqual(["Ticked", "Videos (count)", "Median plays (count)"]);
    expect(header).toContain("CPM 21–60 s (CNY)");
    expect(header).toContain("Mean length (s~)");
    expect(header).toContain("Spread of plays (raw?)");
    expect(lines.map(([id]) => id)).toEqual(ids); // as text: a number would end in zeros
    expect(lines.map((line) => String(line[header.indexOf("Note")]))).toContainEqual(
      expect.stringContaining("The vendor does not accept this id"),
    );

    const filled = lines.filter((line) => line[8] !== null);
    expect(filled).toHaveLength(2);
    for (const line of filled) {
      const data = inventAuthorSpread({ oAuthorId: line[0], range: "DAY_30", type: "PERSONAL_VIDEO" });
      const spread = readAuthorSpread({
        data,
        meta: { operation: "", billing: "billed", attempts: [], cached: false },
      });
      if (spread instanceof Error) throw spread;
      expect(line.slice(8)).toEqual(
        columns.map(({ read, decimals, unit }) => {
          const value = read(spread) ?? Number.NaN;
          const [inFile, digits] = unit === "percent" ? [value / 100, decimals + 2] : [value, decimals];
          return expect.closeTo(inFile, digits);
        }),
      );
    }
  });

  test("files have the order of the table, ticks, and every variant that was paid for since the page was opened", async () => {
    const { page } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await edit(page);
    await page.getByRole("combobox", { name: "Window" }).selectOption("DAY_90");
    await page.getByRole("button", { name: "Update (3 billed calls)" }).click();
    await page.getByText("Last 90 days · Personal videos · ").waitFor();
    await waitForReceipt(page, "3 billed");
    await page
      .getByRole("columnheader", { name: /^Median plays/ })
      .getByRole("button")
      .click();
    const sorted = await readNames(page);
    await page.getByLabel(`Tick creator ${ids[1]}`).check();
    const csv = (await save(page.getByRole("button", { name: "Save as CSV" }))).toString();
    const lines = csv.trim().split("\r\n").slice(1);
    expect(lines.map((line) => /\d{19}/.exec(line)?.[0])).toEqual(sorted.flatMap((id) => [id, id]));
    expect(lines.map((line) => /Last \d\d days/.exec(line)?.[0])).toEqual(
      sorted.flatMap(() => ["Last 30 days", "Last 90 days"]),
    );
    expect(lines.filter((line) => line.includes(",yes,")).map((line) => line.includes(ids[1] ?? "none"))).toEqual([
      true,
      true,
    ]);
  });

  test("shows the raw reply of one creator, and gives the focus back", async () => {
    const { page } = await openScene();
    await load(page);
    await openRaw(page, ids[0] ?? "");
    await page.getByText('"item_num"', { exact: false }).first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    await expectFocus(findMenu(page, ids[0]));
  });

  test("shows each creator's own figures, also after another list was loaded", async () => {
    const { page } = await openScene();
    await load(page, ["1001"]);
    await page.getByText("1 of 1 answered").waitFor();
    await load(page, ["1002", "1003", "1001"]);
    await page.getByText("3 of 3 answered").waitFor();
    for (const id of ["1001", "1002", "1003"]) {
      const figures = inventAuthorSpread({ oAuthorId: id, range: "DAY_30", type: "PERSONAL_VIDEO" });
      await openRaw(page, id);
      const shown: unknown = JSON.parse((await page.getByRole("dialog").locator("pre").textContent()) ?? "");
      expect(shown).toEqual(figures);
      await page.keyboard.press("Escape");
    }
  });

  test("opens a shared link with its list and settings, and keeps the list from the server", async () => {
    const { page, dashboard } = await openScene({ hash: `#ids=${ids.join(",")}&range=DAY_90&type=XINTU_VIDEO` });
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toBe(ids.join("\n"));
    await expect.poll(() => page.getByRole("combobox", { name: "Window" }).inputValue()).toBe("DAY_90");
    expect(dashboard.readLog()).not.toContain(ids[0]);
  });

  test("the token is in nothing that the browser gets or keeps", async () => {
    const { page, vendor } = await openScene();
    const bodies: string[] = [];
    await page.route("**/*", async (route) => {
      const response = await route.fetch();
      bodies.push(JSON.stringify(response.headers()), await response.text());
      await route.fulfill({ response });
    });
    await page.reload();
    vendor.enqueue(["100"]);
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    const kept = await page.evaluate<string>("JSON.stringify([localStorage, sessionStorage, document.cookie])");
    const seen = [...bodies, await page.content(), kept];
    expect(seen.some((text) => text.includes("createRoot"))).toBe(true);
    expect(vendor.ledger.length).toBeGreaterThan(0);
    expect(vendor.ledger.every(({ hasToken }) => hasToken)).toBe(true);
    expect(seen.filter((text) => text.includes(markedToken))).toEqual([]);
  });

  test("remembers the last list on this computer, and forgets it when asked", async () => {
    const { page } = await openScene();
    await load(page);
    await page.reload();
    await edit(page);
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toBe(ids.join("\n"));
    await page.getByRole("button", { name: "Forget this list" }).click();
    await page.reload();
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toBe("");
  });

  test("gives axe nothing to complain about, empty, loaded and with failures, light and dark", async () => {
    const { page, vendor } = await openScene();
    const findInBoth = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await findViolations(page)));
      }
      return found;
    };
    expect(await findInBoth()).toEqual([]);
    vendor.enqueue(["400"]);
    await load(page);
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    expect(await findInBoth()).toEqual([]);
  });

  test("fits into 360 pixels: a card for each creator with its figures, and nothing moves sideways", async () => {
    const { page } = await openScene({ context: { viewport: { width: 360, height: 740 } } });
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    const cards = page.getByRole("list", { name: "Comparison" }).getByRole("listitem");
    await expect.poll(() => cards.count()).toBe(3);
    for (const [index, id] of ids.entries()) {
      const text = await cards.nth(index).innerText();
      for (const name of [id, "Videos", "Median plays", "Engagement", "CPM 21–60 s"]) expect(text).toContain(name);
    }
    await page.getByLabel("Sort by").selectOption("medianPlays");
    const read = (): Promise<number[]> =>
      page.evaluate("[...document.querySelectorAll('.cards dl')].map((list) => list.offsetWidth - list.scrollWidth)");
    expect(await read()).toEqual([0, 0, 0]);
    const plays = (await cards.allInnerTexts()).map((text) =>
      Number(/Median plays count\s+[▲▼]?\s*(?:best|worst)?\s*([\d,]+)/.exec(text)?.[1]?.replaceAll(",", "")),
    );
    expect(plays).toEqual(plays.toSorted((a, b) => b - a));
    expect(await findViolations(page)).toEqual([]);
  });
});

/** Ends of ids and warnings that are not seen whole, for what they stand in is too small for them. */
const listCut = `[...document.querySelectorAll(".short-id, .badge.warn")].filter((each) => {
  const [inner, outer] = [each, each.parentElement].map((element) => element.getBoundingClientRect());
  const isSeen = getComputedStyle(each).display !== "none";
  return isSeen && (inner.width === 0 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1);
}).map((each) => each.outerHTML)`;

async function readNames(page: Page): Promise<string[]> {
  const texts = await page.getByRole("rowheader").allTextContents();
  return texts.map((text) => /\d{15,}/.exec(text)?.[0] ?? "");
}

/** The table's header before anybody chose columns. */
function listStandard(length: string): string[] {
  return [
    "Creator",
    "Videos",
    "Median plays",
    "Engagement %",
    "Completion %",
    `CPM ${length} CNY`,
    `CPE ${length} CNY`,
  ];
}
