import { describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { load, useScenes } from "./support/scenes.ts";

describe.skipIf(chromiumPath === undefined)("the places of the page in Chromium (skipped where there is none)", () => {
  const open = useScenes();

  test("are links, leave the comparison as it is, and back leads back", async () => {
    const { page, vendor } = await open();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    for (const name of ["Spending", "Operations"]) {
      await page.getByRole("link", { name }).click();
      await expect.poll(() => new URL(page.url()).pathname).toBe(`/${name.toLowerCase()}`);
      await page.getByRole("heading", { level: 2, name }).waitFor();
      expect(await page.getByLabel("Creator ids").isVisible()).toBe(false);
      expect(await findViolations(page)).toEqual([]);
    }
    await page.goBack();
    await page.goBack();
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(3);
    expect(vendor.sumUp().arrived).toBe(3);
  });

  test("open by their own address, after a reload too", async () => {
    const { page, dashboard } = await open();
    await page.goto(`${dashboard.url}/spending`);
    await page.getByRole("heading", { level: 2, name: "Spending" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "Spending" }).waitFor();
    await expect.poll(() => page.getByRole("link", { name: "Spending" }).getAttribute("aria-current")).toBe("page");
  });
});
