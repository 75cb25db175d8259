import { businessCodes } from "@just-one/core";
import { inventAuthorSpread, type FaultOutcome } from "@just-one/testing";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chinese } from "../page/src/messages/chinese.ts";
import { describeFailure } from "../page/src/messages/describe-failure.ts";
import { english } from "../page/src/messages/english.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { findMenu, ids, load, openScene } from "./support/scenes.ts";

const lineOf = (page: Page, id: string): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: id }) });

/** What is said in each creator's line, and in the alerts. */
const readPlaces = `({
  ...Object.fromEntries([...document.querySelectorAll("tbody tr")].map((line) => [/\\d+/.exec(line.textContent)?.[0], line.textContent])),
  alert: [...document.querySelectorAll("[role=alert]")].map((alert) => alert.textContent).join(" "),
})`;

describe.skipIf(chromiumPath === undefined)("failures in Chromium (skipped where there is none)", () => {
  test("every business code has its sentence in its creator's line, in both languages", async () => {
    const codes = Object.keys(businessCodes).filter((code) => code !== "0");
    const { page } = await openScene({
      vendor: { choose: ({ params }) => String(params["oAuthorId"]).slice(3) },
      // Otherwise the first bad token would speak for all others.
      dashboard: { client: { latches: false } },
    });
    await load(
      page,
      codes.map((code) => `100${code}`),
    );
    await page.getByText(`${codes.length} of ${codes.length} answered, ${codes.length} failed`).waitFor();
    for (const messages of [english, chinese]) {
      const other = page.getByRole("button", { name: messages.language });
      if ((await other.count()) > 0) await other.click();
      const said = codes.flatMap((code) => {
        const { billing } = businessCodes[Number(code) as keyof typeof businessCodes]; // safe: the table's own keys
        const { reason, cost } = describeFailure({ kind: "api", code: Number(code), billing }, messages);
        // What closes the way for all is said once, above the table; the line has its name.
        const closing = Object.entries(messages.loading.closedShort).find(([each]) => each === code);
        const place = `100${code}`;
        return closing === undefined
          ? [
              { place, text: reason },
              { place, text: cost },
            ]
          : [
              { place: "alert", text: reason },
              { place, text: closing[1] },
            ];
      });
      const findUnsaid = async (): Promise<unknown> => {
        const texts = await page.evaluate<Record<string, string>>(readPlaces);
        return said.filter(({ place, text }) => texts[place]?.includes(text) !== true);
      };
      await expect.poll(findUnsaid).toEqual([]);
    }
  });

  test("a reply that got lost says that it may be paid for twice, and what came stays", async () => {
    const fates = new Map<unknown, FaultOutcome>([[ids[1], "cut-body"]]);
    const { page, vendor } = await openScene({ vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) } });
    await load(page);
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    const line = lineOf(page, ids[1] ?? "");
    await line.getByText("trying again may be paid for twice").waitFor();
    await expect.poll(() => findMenu(page).count()).toBe(2);

    fates.clear();
    await line.getByRole("button", { name: "Try again" }).click();
    await page.getByText("3 of 3 answered", { exact: true }).waitFor();
    expect(vendor.sumUp().arrived).toBe(4);
  });

  test("when only the reply to compare with failed, its reason and a retry stand where it is missing", async () => {
    const fates = new Map<unknown, FaultOutcome>([["DAY_90", "500"]]);
    const { page, vendor } = await openScene({ vendor: { choose: ({ params }) => fates.get(params["range"]) } });
    await page.getByLabel("Compare with: Last 90 days").check();
    await load(page, ids.slice(0, 1));
    await page.getByText("2 of 2 answered, 1 failed").waitFor();
    const note = page.getByRole("listitem").filter({ hasText: "Something broke at the vendor." });
    fates.clear();
    await note.getByRole("button", { name: "Try again" }).click();
    await page.getByText("2 of 2 answered", { exact: true }).waitFor();
    await page.getByRole("heading", { name: "30 against 90 days" }).waitFor();
    await expect.poll(() => note.count()).toBe(0);
    expect(vendor.sumUp()).toEqual({ arrived: 3, billed: 2 });
  });

  test("pressing load again asks only for what failed", async () => {
    const fates = new Map<unknown, FaultOutcome>([[ids[0], "301"]]);
    const { page, vendor } = await openScene({ vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) } });
    await load(page);
    await page.getByText("3 of 3 answered, 1 failed").waitFor();
    fates.clear();
    await load(page);
    await page.getByText("3 of 3 answered", { exact: true }).waitFor();
    expect(vendor.sumUp()).toEqual({ arrived: 4, billed: 3 });
  });

  test("an empty balance stops the rest before it is sent", async () => {
    const { page, vendor } = await openScene({ vendor: { choose: () => "601" } });
    const many = Array.from({ length: 40 }, (_, index) => `9000${index}`);
    await load(page, many);
    await page.getByText("40 of 40 answered, 40 failed").waitFor();
    const banner = page.getByRole("alert").filter({ hasText: "The account's balance is used up." });
    await banner.getByText(/40 calls ended by it\. A call can be tried again from \d\d-\d\d \d\d:\d\d on\./).waitFor();
    await expect.poll(() => page.getByText("The account's balance is used up.").count()).toBe(1);
    await expect.poll(() => page.getByRole("cell", { name: "Balance used up" }).count()).toBe(40);
    const sent = vendor.ledger.length;
    expect(sent).toBeLessThan(10);
    const again = page.getByRole("button", { name: "Try 40 failed calls again" });
    await expect.poll(() => again.isDisabled()).toBe(true);
    expect(await again.getAttribute("title")).toMatch(/^Balance used up · A call can be tried again from \d\d-\d\d/);
    await again.click({ force: true });
    await page.getByText("40 of 40 answered, 40 failed").waitFor();
    expect(vendor.ledger.length).toBe(sent);
  });

  test("a slow vendor: progress is told, stopping sends nothing further, and what was under way is kept", async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const respond = async ({ params }: { params: object }): Promise<object> => {
      await released;
      return inventAuthorSpread({ ...params });
    };
    const { page, vendor } = await openScene({ vendor: { respond } });
    const many = Array.from({ length: 12 }, (_, index) => `9000${index}`);
    await load(page, many);
    await page.getByText("0 of 12 answered").waitFor();
    await expect.poll(() => vendor.ledger.length).toBe(5);
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => page.getByText("Stopped: not sent.").count()).toBe(7);
    release();
    // Paid for, and so remembered by the server.
    await load(page, many);
    await page.getByText("12 of 12 answered", { exact: true }).waitFor();
    expect(vendor.sumUp()).toEqual({ arrived: 12, billed: 12 });
  });

  test("offline: the page says so and sends nothing, and goes on once the way is back", async () => {
    const { page, vendor } = await openScene();
    await page.getByLabel("Creator ids").fill(ids[0] ?? "");
    await page.getByText("Loading makes 1 billed call;").waitFor();
    await page.context().setOffline(true);
    await page.getByRole("button", { name: /^Load/ }).click();
    await page.getByRole("alert").filter({ hasText: "This computer is offline." }).waitFor();
    await lineOf(page, ids[0] ?? "")
      .getByText("Stopped: not sent.")
      .waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Continue (1 call)" }).click();
    await page.getByText("1 of 1 answered", { exact: true }).waitFor();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
    expect(vendor.sumUp()).toEqual({ arrived: 1, billed: 1 });
    await expect.poll(() => findMenu(page).count()).toBe(1);
  });
});
