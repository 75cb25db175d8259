import type { FaultOutcome } from "@just-one/testing";
import type { Locator } from "playwright-core";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { ids, load, openScene } from "./support/scenes.ts";

describe.skipIf(chromiumPath === undefined)("the places of the page in Chromium (skipped where there is none)", () => {
  test("are links, leave the comparison as it is, and back leads back", async () => {
    const { page, vendor } = await openScene();
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
    const { hash } = new URL(page.url());
    await page.getByRole("link", { name: "Spending" }).click();
    await page.getByRole("link", { name: "Compare" }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe(hash);
    expect(hash).toContain("#ids=");
    expect(vendor.sumUp().arrived).toBe(3);
  });

  test("open by their own address, after a reload too", async () => {
    const { page, dashboard } = await openScene();
    await page.goto(`${dashboard.url}/spending`);
    await page.getByRole("heading", { level: 2, name: "Spending" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "Spending" }).waitFor();
    await page.getByText("Nothing was spent yet.").waitFor();
    await expect.poll(() => page.getByRole("link", { name: "Spending" }).getAttribute("aria-current")).toBe("page");
  });

  test("spending is summed by day, user and operation, and what nobody knows is settled by the bill", async () => {
    const fates = new Map<unknown, FaultOutcome>([[ids[1], "cut-body"]]);
    const { page } = await openScene({
      vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) },
      dashboard: { settings: { maxCalls: 50_000 } },
    });
    await load(page);
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    await page.getByRole("link", { name: "Spending" }).click();
    await page.getByText("3 of 50,000 calls, those that may have been billed included").waitFor();
    expect(await countFilled(page.getByRole("meter"))).toBeGreaterThanOrEqual(4); // however little it is
    const table = page.getByRole("region", { name: "What was spent" });
    for (const [name, row] of [
      ["User", "local21–"],
      ["Operation", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v121–"],
    ]) {
      await page.getByRole("radio", { name: name ?? "" }).check();
      await expect.poll(() => table.getByRole("row").nth(1).textContent()).toBe(row);
    }
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Not in the bill (1)" }).click();
    await page.getByText("No call is uncertain.").waitFor();
    await page.getByText("2 of 50,000 calls").waitFor();
  });

  test("a call that the bill does not have is left to spend, which the comparison knows at once", async () => {
    const fates = new Map<unknown, FaultOutcome>([[ids[0], "cut-body"]]);
    const { page, vendor } = await openScene({
      vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) },
      dashboard: { settings: { maxCalls: 1 } },
    });
    await load(page, ids.slice(0, 1));
    await page.getByText("1 of 1 answered, 1 failed").waitFor(); // and the whole budget with it
    await load(page, ids.slice(0, 2));
    await page.getByText("2 of 2 answered, 2 failed").waitFor();
    const again = page.getByRole("button", { name: "Try 1 failed call again" });
    const told = page.getByText("Nothing can be loaded before");
    await told.waitFor();
    await expect.poll(() => again.isDisabled()).toBe(true);
    await page.getByRole("link", { name: "Spending" }).click();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Not in the bill (1)" }).click();
    await page.getByText("No call is uncertain.").waitFor();
    await page.getByRole("link", { name: "Compare" }).click();
    await expect.poll(() => again.isEnabled()).toBe(true);
    expect(await told.count()).toBe(0);
    expect(vendor.ledger).toHaveLength(1);
    await again.click();
    await page.getByText("2 of 2 answered, 1 failed").waitFor();
    expect(vendor.ledger).toHaveLength(2);
  });

  test("an operation is found, described, tried on invented data and written as a program, for nothing", async () => {
    const { page, vendor, dashboard } = await openScene();
    await page.goto(`${dashboard.url}/operations`);
    await page.getByLabel("What do you need?").fill("星图 spread");
    await page.getByRole("button", { name: /^Author Spread Info/ }).click();
    await page.getByRole("button", { name: "Try on the mock (free)" }).click();
    await page.getByText(/oAuthorId: /).waitFor();
    await page.getByLabel("oAuthorId").fill(ids[0] ?? "");
    await page.getByLabel("range").selectOption("DAY_90");
    await page.getByRole("button", { name: "Try on the mock (free)" }).click();
    await page.getByRole("region", { name: "An invented answer." }).getByText('"play_mid"').waitFor();
    await page.getByLabel("Language").selectOption("curl");
    await page.getByRole("button", { name: "Write as a program" }).click();
    await page.getByText(`oAuthorId=${ids[0]}`).waitFor();
    await page.getByText("range=DAY_90").waitFor();
    expect(await findViolations(page)).toEqual([]);
    const [found, hint] = await Promise.all(
      [".found button", ".found-side > .hint"].map((place) => page.locator(place).boundingBox()),
    );
    expect(found?.x).toBe(hint?.x);
    expect((hint?.y ?? 0) - (found?.y ?? 0) - (found?.height ?? 0)).toBeGreaterThanOrEqual(8);
    await page.route("**/api/try", (route) => route.fulfill({ json: { ok: false, problems: [] } }));
    await page.getByRole("button", { name: "Try on the mock (free)" }).click();
    await page.getByText(/^The mock has no answer to this operation: .*Write it as a program/).waitFor();
    for (const text of await page.locator(".operations :not(pre, code)").allInnerTexts())
      expect(text).not.toContain("`");
    await expect.poll(() => page.locator(".operations code").getByText("just-one catalog pull").count()).toBe(2);
    expect(vendor.ledger).toEqual([]);
  });
});

/** How many pixels at the start of a meter have another colour than its middle. */
async function countFilled(meter: Locator): Promise<number> {
  const { width, height, data } = PNG.sync.read(await meter.screenshot());
  const line = Math.floor(height / 2) * width;
  const read = (left: number): string => data.subarray((line + left) * 4, (line + left + 1) * 4).toString("hex");
  return Array.from({ length: width }, (_, left) => read(left)).indexOf(read(Math.floor(width / 2)));
}
