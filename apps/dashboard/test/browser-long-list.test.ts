import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { expectFocus } from "./support/focus.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { edit, findMenu, load, type OpenScene, save, startScene } from "./support/scenes.ts";

const many = Array.from({ length: 80 }, (_, index) => String(7_000_000_000_000_000_000n + BigInt(index)));
const [first = "", last = ""] = [many[0], many.at(-1)];

describe.skipIf(chromiumPath === undefined)("a long list in Chromium (skipped where there is none)", () => {
  let scene: OpenScene;
  beforeAll(async () => {
    scene = await startScene();
    await load(scene.page, many);
    await scene.page.locator("progress[value='80']").waitFor();
  });
  afterAll(() => scene?.close());
  beforeEach(async () => {
    await scene.page.setViewportSize({ width: 1280, height: 900 });
    await scene.page.emulateMedia({ media: null });
    await scene.page.evaluate("document.activeElement.blur(), document.querySelector('.creators').scrollTo(0, 0)");
    await scene.page.getByRole("rowheader", { name: first }).waitFor();
  });

  test("only lines in sight are drawn, and every line says which of all it is", async () => {
    const { page } = scene;
    const table = page.getByRole("table", { name: "Comparison" });
    await expect.poll(() => table.getAttribute("aria-rowcount")).toBe("81");
    expect(await page.getByRole("rowheader").count()).toBeLessThan(40);
    await page.getByRole("region", { name: "Comparison" }).focus();
    const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: last }) });
    const goToEnd = async (): Promise<boolean> => {
      await page.keyboard.press("End"); // a page that is still measuring its lines may find a further end
      return line.isVisible();
    };
    await expect.poll(goToEnd).toBe(true);
    await expect.poll(() => line.getAttribute("aria-rowindex")).toBe("81");
    expect(await page.getByRole("rowheader", { name: first }).count()).toBe(0);
    expect(await findViolations(page)).toEqual([]);
  });

  test("a line that has the focus keeps it while others are looked at", async () => {
    const { page } = scene;
    const box = page.getByLabel(`Tick creator ${many[2]}`);
    await box.focus();
    await page.evaluate("document.querySelector('.creators').scrollTop = 1e6");
    await page.getByRole("rowheader", { name: last }).waitFor();
    await expectFocus(box);
    await page.keyboard.press("Space");
    await expect.poll(() => box.isChecked()).toBe(true);
  });

  test("Tab goes on past the lines that were in sight", async () => {
    const { page } = scene;
    await findMenu(page, first).focus();
    for (const id of many.slice(1, 40)) {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await findMenu(page, id).and(page.locator(":focus")).waitFor();
    }
    expect(await page.getByRole("rowheader", { name: first }).count()).toBe(0);
  });

  test("while the form is open nothing is kept from layout, for that would make long lists slow to paste", async () => {
    const { page } = scene;
    expect(await page.evaluate(countUnlaid)).toBeGreaterThan(0);
    await edit(page);
    expect(await page.evaluate(countUnlaid)).toBe(0);
    await page.getByRole("button", { name: "Close", exact: true }).click();
  });

  test("paper and files get all of them", async () => {
    const { page } = scene;
    const csv = await save(page.getByRole("button", { name: "Save as CSV" }));
    for (const id of many) expect(csv.toString()).toContain(id);
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(80);
    await page.emulateMedia({ media: "screen" });
    await expect.poll(() => page.getByRole("rowheader").count()).toBeLessThan(40);
  });

  test("paper lies on its side, has every column that is chosen, and a header that stays where it is", async () => {
    const { page } = scene;
    await page.setViewportSize({ width: 1047, height: 719 }); // what A4 leaves between its margins
    await page.emulateMedia({ media: "print" });
    const measure = (): Promise<number> => page.evaluate("document.querySelector('.creators table').scrollWidth");
    await expect.poll(measure).toBeLessThanOrEqual(1047);
    const lastColumn = await page.getByRole("columnheader").last().boundingBox();
    expect((lastColumn?.x ?? 0) + (lastColumn?.width ?? 9999)).toBeLessThanOrEqual(1047);
    const positions = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.creators :is(th, td)')].map((cell) => getComputedStyle(cell).position)",
    );
    expect(new Set(positions)).toEqual(new Set(["static"]));
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper).toMatch(/MediaBox \[0 0 84[12][\d.]* 59[456]/);
  });
});

/** Elements that the browser need not lay out, with those whose content it may leave out. */
const countUnlaid = `[...document.querySelectorAll("*")].flatMap((each) => [getComputedStyle(each), ...(each.localName === "details" ? [getComputedStyle(each, "::details-content")] : [])])
  .filter(({ contentVisibility }) => contentVisibility !== "visible").length`;
