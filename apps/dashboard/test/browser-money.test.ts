import type { FaultOutcome } from "@just-one/testing";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { expectFocus } from "./support/focus.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { edit, ids, load, openScene, waitForReceipt } from "./support/scenes.ts";

const [first = "", second = "", third = ""] = ids;
const fourth = "6790123456789012345";

describe.skipIf(chromiumPath === undefined)("what is paid for, in Chromium (skipped where there is none)", () => {
  test("the table says what it shows, and greys with an offer when the form asks for something else", async () => {
    const { page, vendor } = await openScene();
    await load(page);
    await page.getByText(/^Last 30 days · Personal videos · \d\d-\d\d \d\d:\d\d$/).waitFor();
    await edit(page);
    await page.getByRole("combobox", { name: "Videos" }).selectOption("XINTU_VIDEO");
    const update = page.getByRole("button", { name: "Update (3 billed calls)" });
    await update.waitFor();
    expect(await page.locator(".stale").count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await page.getByText(/^Last 30 days · Personal videos · /).waitFor();
    await page.getByRole("combobox", { name: "Videos" }).selectOption("PERSONAL_VIDEO");
    await expect.poll(() => page.locator(".stale").count()).toBe(0);
    await page.getByRole("combobox", { name: "Videos" }).selectOption("XINTU_VIDEO");
    expect(vendor.sumUp().arrived).toBe(3);
    await update.click();
    await page.getByText(/^Last 30 days · Paid Xingtu videos · \d\d-\d\d/).waitFor();
    await waitForReceipt(page, "3 billed");
    await expect.poll(() => page.locator(".stale").count()).toBe(0);
    expect(vendor.sumUp()).toEqual({ arrived: 6, billed: 6 });
  });

  test("failed calls are tried again at one press, those that may be paid for twice only after a question", async () => {
    const fates = new Map<unknown, FaultOutcome>([
      [first, "301"],
      [second, "cut-body"],
    ]);
    const { page, vendor } = await openScene({ vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) } });
    await load(page);
    await page.getByText("3 of 3 answered, 2 failed").waitFor();
    await waitForReceipt(page, "1 billed · 1 failed, not billed · 1 perhaps billed");
    fates.delete(first);
    await page.getByRole("button", { name: "Try 1 failed call again" }).click();
    await expectFocus(page.locator(".progress")); // what was pressed goes away
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    expect(vendor.sumUp().arrived).toBe(4);

    fates.clear();
    const unsure = page.getByRole("button", { name: "1 that may have been paid for …" });
    await unsure.click();
    await page.getByText("asking again may be paid for twice").waitFor();
    await expectFocus(page.getByRole("button", { name: "Leave them" }));
    await page.keyboard.press("Enter");
    await expectFocus(unsure);
    await unsure.click();
    expect(vendor.sumUp().arrived).toBe(4);
    // neither by the button that loads, nor after a reload, which knows nothing of it
    await page.reload();
    await page.getByText("2 of 3 answered").waitFor();
    await page.getByRole("button", { name: /^Load the rest/ }).click();
    await page.getByText("An earlier answer was lost. It was not asked for again.").waitFor();
    await page.getByRole("button", { name: "1 that may have been paid for …" }).click();
    expect(vendor.sumUp().arrived).toBe(4);
    await page.getByRole("button", { name: "Ask again (1 call)" }).click();
    await page.getByText("3 of 3 answered", { exact: true }).waitFor();
    expect(vendor.sumUp().arrived).toBe(5);
  });

  test("what is free loads by itself: after a reload, by a link, by another one in the same tab, by going back", async () => {
    const { page, vendor, dashboard } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await page.reload();
    await page.getByText("3 of 3 answered").waitFor();
    await waitForReceipt(page, "3 known already, free");

    // a shared link with one that nobody has paid for
    await goTo(page, `#ids=${[first, fourth].join(",")}`);
    await page.getByText("1 of 2 answered").waitFor();
    await page.getByText("Not loaded: no answer is kept.").waitFor();
    await page.getByRole("button", { name: "Load the rest (1 billed call)" }).waitFor();
    // another one, of which nothing is known: its form, and no table
    await goTo(page, `#ids=${fourth}`);
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toBe(fourth);
    await expect.poll(() => page.getByRole("rowheader").count()).toBe(0);
    await page.goBack();
    await page.getByText("1 of 2 answered").waitFor();
    await page.goto("about:blank");
    await page.goto(`${dashboard.url}/#ids=${second}`);
    await page.getByText("1 of 1 answered").waitFor();
    expect(vendor.sumUp()).toEqual({ arrived: 3, billed: 3 });
  });

  test("pasted names stay: in the table, in the address, and after a reload", async () => {
    const { page } = await openScene();
    await load(page, ["达人\tID\t粉丝", `小明\t${first}\t120000`, `小红\t${second}\t88000`]);
    await page.getByText("2 of 2 answered").waitFor();
    for (const name of ["小明", "小红"]) await page.getByRole("rowheader", { name }).waitFor();
    await page.reload();
    await page.getByText("2 of 2 answered").waitFor();
    for (const name of ["小明", "小红"]) await page.getByRole("rowheader", { name }).waitFor();
    expect(new URL(page.url()).hash).toContain(encodeURIComponent("小明"));
  });

  test("a mock has no budget, and shows a link's figures at once, for they cost nothing", async () => {
    const { page } = await openScene({ dashboard: { mode: "mock" }, hash: `#ids=${ids.join(",")}` });
    await waitForReceipt(page, "3 invented, nothing billed");
    expect(await page.getByText("Today's budget").count()).toBe(0);
  });

  test("a link is said to be copied only when it was", async () => {
    const { page } = await openScene();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByLabel("Creator ids").fill(ids.join(" "));
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(page.url());
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))");
    await page.getByLabel("Creator ids").fill(first);
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Not copied").waitFor();
    expect(await page.getByRole("button", { name: "Copied" }).count()).toBe(0);
    expect(page.url()).toContain(`#ids=${first}&`);
  });

  test("when the server is gone nothing is sent, and the page says so and what is kept", async () => {
    const { page, vendor, dashboard } = await openScene();
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await dashboard.close();
    await edit(page);
    await page.getByLabel("Creator ids").fill([...ids, fourth].join(" "));
    await page.getByRole("button", { name: "Load 4 creators" }).click();
    await page.getByRole("alert").filter({ hasText: "what was paid for is kept there" }).waitFor();
    await page.getByText("3 of 4 answered").waitFor();
    await page.getByRole("button", { name: "Continue (1 call)" }).waitFor();
    expect(await page.getByText("may be paid for twice").count()).toBe(0);
    expect(vendor.sumUp()).toEqual({ arrived: 3, billed: 3 });
  });

  test("a viewer has no button that spends, is told why, and sees what was paid for", async () => {
    const { page, vendor } = await openScene();
    await load(page, [first]);
    await page.getByText("1 of 1 answered").waitFor();
    await page.route("**/api/session", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...((await response.json()) as object), role: "viewer" } });
    });
    await page.goto(`${new URL(page.url()).origin}/#ids=${first},${third}`);
    await page.reload();
    await page.getByText("1 of 2 answered").waitFor();
    await edit(page);
    await page.getByText("You may look and not spend").waitFor();
    await page.getByText("1 of 2 is known already and shown, free.").waitFor();
    expect(await page.getByText(/billed call|budget/).count()).toBe(0); // which are nothing to who cannot spend
    for (const name of [/^Load/, /billed/, /again\b/i])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
    await page.getByRole("button", { name: "Show what is known (free)" }).click();
    await page.getByText("1 of 2 answered").waitFor();
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
  });
});

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`void (location.hash = ${JSON.stringify(hash)})`);
}
