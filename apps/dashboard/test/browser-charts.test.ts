import { type AuthorSpread, compareWindows, readAuthorSpread, UpstreamError } from "@just-one/core/xingtu";
import { inventAuthorSpread } from "@just-one/testing";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { findMenu, ids, load, save, openScene } from "./support/scenes.ts";

/** What the vendor of these scenes says of the first creator's personal videos. */
function inventPersonal(range: string): AuthorSpread {
  const meta = { operation: "GET /x", billing: "billed", attempts: [], cached: false } as const;
  const spread = readAuthorSpread({
    data: inventAuthorSpread({ oAuthorId: ids[0], range, type: "PERSONAL_VIDEO" }),
    meta,
  });
  if (spread instanceof UpstreamError) throw spread;
  return spread;
}

const six = ["1001", "1002", "1003", "1004", "1005", "1006"];
const chart = (page: Page, title: string): Locator =>
  page.getByRole("figure").filter({ has: page.getByRole("heading", { name: title }) });

/** The creators of the table's lines, from the cheapest plays to the dearest. */
const costsOfFigure = `[...document.querySelectorAll("tbody tr[data-index]")]
  .map((line) => ({ id: line.querySelector(".who").textContent, cost: Number(line.children[5].innerText.replace(/[^0-9.]/g, "")) }))
  .sort((a, b) => a.cost - b.cost)
  .map(({ id }) => id)`;

describe.skipIf(chromiumPath === undefined)("charts in Chromium (skipped where there is none)", () => {
  test.each([["Cost against engagement"], ["Share of peers beaten"], ["Profile of up to five creators"]])(
    "%s: drawn, with a table of its figures and a picture to save",
    async (title) => {
      const { page } = await openScene();
      await load(page);
      const figure = chart(page, title);
      await figure.getByRole("img", { name: title }).waitFor();
      await figure.getByText("Figures of this chart").click();
      await expect.poll(() => figure.getByRole("rowheader").allTextContents()).toEqual(ids);
      const picture = await save(figure.getByRole("button", { name: /^Save picture/ }));
      expect(picture.subarray(1, 4).toString()).toBe("PNG");
      expect(picture.length).toBeGreaterThan(5000);
    },
  );

  test("a bubble leads to its creator's line and back: by pointer, with a card, and by keyboard", async () => {
    const { page } = await openScene();
    await load(page, six);
    await page.getByText("6 of 6 answered").waitFor();
    const figure = chart(page, "Cost against engagement");
    const cover = figure.getByRole("group", { name: /^Bubbles/ });
    await cover.scrollIntoViewIfNeeded();
    const card = figure.getByRole("status");
    const point = async (): Promise<boolean> => {
      const bubble = await figure.locator("circle").first().boundingBox();
      await page.mouse.move((bubble?.x ?? 0) + 4, (bubble?.y ?? 0) + (bubble?.height ?? 0) / 2);
      return card.getByText("Median plays").isVisible();
    };
    await expect.poll(point).toBe(true); // bubbles move while creators still come
    const id = (await card.locator("strong").innerText()).trim();
    await page.mouse.down();
    await page.mouse.up();
    const active = page.locator("tr.active");
    await expect.poll(() => active.getByRole("rowheader", { name: id }).count()).toBe(1);
    await expect.poll(() => figure.locator(".ring.active").count()).toBe(1);

    const other = six.find((each) => each !== id) ?? "";
    const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: other }) });
    await line.getByRole("cell").first().click();
    await expect.poll(() => active.getByRole("rowheader", { name: other }).count()).toBe(1);

    await page.mouse.move(0, 0); // what moves under a pointer at rest is pointed at, too
    const byCost = await page.evaluate<string[]>(costsOfFigure);
    await cover.focus();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    const next = byCost[(byCost.indexOf(other) + 1) % byCost.length] ?? "none";
    await card.getByText(next, { exact: true }).first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => active.getByRole("rowheader", { name: next }).count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
  });

  test("a bubble chart is drawn for the length of video that is chosen", async () => {
    const { page } = await openScene();
    await load(page);
    const figure = chart(page, "Cost against engagement");
    await figure.getByText("CPM 21–60 s (CNY)").first().waitFor();
    await page.getByRole("radio", { name: "Over 60 s" }).check();
    await figure.getByText("CPM Over 60 s (CNY)").first().waitFor();
    await expect.poll(() => figure.locator("circle").count()).toBe(3);
  });

  test("a radar holds the first five of those ticked in the table, in the order of ticking", async () => {
    const { page } = await openScene();
    await load(page, six);
    await page.getByText("6 of 6 answered").waitFor();
    const figure = chart(page, "Profile of up to five creators");
    await figure.getByText("Figures of this chart").click();
    await expect.poll(() => figure.getByRole("rowheader").allTextContents()).toEqual(six.slice(0, 5));
    for (const id of six.toReversed()) await page.getByLabel(`Tick creator ${id}`).click();
    await expect.poll(() => figure.getByRole("rowheader").allTextContents()).toEqual(six.toReversed().slice(0, 5));
  });

  test("compares 30 with 90 days and personal with Xingtu videos, and says before what that costs", async () => {
    const { page, vendor } = await openScene();
    await page.getByLabel("Compare with: Last 90 days").check();
    await page.getByLabel("Compare with: Paid Xingtu videos").check();
    await page.getByLabel("Creator ids").fill(ids.join(" "));
    await page.getByText("Loading makes 9 billed calls").waitFor();
    await page.getByRole("button", { name: /^Load/ }).click();
    await page.getByText("9 of 9 answered").waitFor();
    for (const title of ["30 against 90 days", "Personal against paid Xingtu videos"]) {
      await expect.poll(() => chart(page, title).getByRole("rowheader").allTextContents()).toEqual(ids);
      await expect
        .poll(() => chart(page, title).getByRole("cell").first().textContent())
        .toMatch(/^[+-][\d,.]+%(?: ▲ better| ▼ worse)?[\d,]+ → [\d,]+$/);
    }
    // good and bad have a colour, a sign and a word; a creator of few videos has none of them
    await expect.poll(() => chart(page, "30 against 90 days").getByText("▲ better").count()).toBeGreaterThan(0);
    await expect.poll(() => chart(page, "30 against 90 days").getByText("▼ worse").count()).toBeGreaterThan(0);
    // the sign is that of the command line: the last 30 days against 90, whichever is chosen as the main window
    const plays = compareWindows(inventPersonal("DAY_30"), inventPersonal("DAY_90")).medianPlays;
    const shown = await chart(page, "30 against 90 days").getByRole("cell").first().textContent();
    expect(shown?.startsWith((plays?.relative ?? 0) > 0 ? "+" : "-")).toBe(true);
    expect(shown?.replaceAll(",", "")).toContain(`${plays?.from} → ${plays?.to}`);
    expect(vendor.sumUp()).toEqual({ arrived: 9, billed: 9 });
    expect(await findViolations(page)).toEqual([]);
  });

  test("without its charts, which are fetched later, the table stays", async () => {
    const { page } = await openScene();
    await page.route(/charts-.*\.js$/, (route) => route.abort());
    await load(page);
    await page.getByText("The charts cannot be shown.").waitFor();
    await expect.poll(() => findMenu(page).count()).toBe(3);
  });
});
