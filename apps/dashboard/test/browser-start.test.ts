import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { findViolations } from "./support/find-violations.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { edit, ids, load, openScene } from "./support/scenes.ts";

const [first = "", second = ""] = ids;

describe.skipIf(chromiumPath === undefined)("a first visit in Chromium (skipped where there is none)", () => {
  test("sees three steps, and examples only where figures are invented; they fill the form and load nothing", async () => {
    const live = await openScene();
    await expect.poll(() => live.page.locator(".steps li").count()).toBe(3);
    await live.page.getByText("Today's budget").waitFor();
    expect(await live.page.getByRole("button", { name: "Try with examples" }).count()).toBe(0);

    const { page, vendor } = await openScene({ dashboard: { mode: "mock" } });
    await page.getByRole("button", { name: "Try with examples" }).click();
    await page.getByRole("button", { name: "Load 8 creators" }).waitFor();
    expect(vendor.ledger).toEqual([]);
    await page.getByRole("button", { name: "Load 8 creators" }).click();
    await page.getByRole("rowheader", { name: "Vivi的日常" }).waitFor();
    expect(await page.locator(".steps").count()).toBe(0);
  });

  test("takes lists out of Excel and CSV files, chosen or dropped, with what was no id, and says when it cannot", async () => {
    const { page, vendor } = await openScene();
    const workbook = await writeExcelFile([
      ["达人", "ID", "粉丝"].map((value) => ({ value })),
      [{ value: "小明" }, { value: first }, { value: 120_000, type: Number }],
      [{ value: "小红" }, { value: 7_048_929_565_493_690_000, type: Number }, { value: 88_000, type: Number }],
    ]).toBuffer();
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const field = page.getByLabel("Choose a file");
    await field.setInputFiles({ name: "list.xlsx", mimeType: type, buffer: workbook });
    await page.getByText("1 creator", { exact: false }).first().waitFor();
    await page.getByText("A spreadsheet has rounded").waitFor();
    expect(await page.getByLabel("Creator ids").inputValue()).toContain("小明");

    await drop(page, `name,id\n小兰,${second}\n`);
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toContain("小兰");
    await field.setInputFiles({ name: "odd.csv", mimeType: "text/csv", buffer: Buffer.from("hello") });
    await page.getByText("A spreadsheet has rounded").waitFor({ state: "detached" });
    await field.setInputFiles({
      name: "odd.xlsx",
      mimeType: type,
      buffer: Buffer.from("PK\u0003\u0004 not a workbook"),
    });
    await page.getByRole("alert").filter({ hasText: "No creators could be read" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(vendor.ledger).toEqual([]);
  });

  test("offers the lists of earlier visits of this browser, until one is forgotten", async () => {
    const { page, dashboard } = await openScene();
    await load(page, [`小明\t${first}`, `小红\t${second}`]);
    await page.getByText("2 of 2 answered").waitFor();
    await page.goto("about:blank");
    await page.goto(dashboard.url);
    await page.getByRole("link", { name: /2 creators.*小明.*小红/ }).click();
    await page.getByText("2 of 2 answered").waitFor(); // what was paid for is free
    await edit(page);
    await page.getByRole("button", { name: "Forget this list" }).click();
    await page.reload();
    await page.locator(".steps").waitFor();
    expect(await page.getByRole("link", { name: /小明/ }).count()).toBe(0);
  });
});

/** As text: this program's types know no page. */
async function drop(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([${JSON.stringify(text)}], "list.csv", { type: "text/csv" }));
    const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector(".drop-zone").dispatchEvent(event);
  })()`);
}
