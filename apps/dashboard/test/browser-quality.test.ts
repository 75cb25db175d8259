import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findViolations } from "./support/find-violations.ts";
import { chromiumPath } from "./support/open-browser.ts";
import { load, openScene } from "./support/scenes.ts";

// What Lighthouse looks at under accessibility and best practices, without its network.

const places = ["/", "/spending", "/operations"] as const;
const looks = [
  { width: 1280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;

describe.skipIf(chromiumPath === undefined)("best practices in Chromium (skipped where there is none)", () => {
  test.each(["en-GB", "zh-CN"])(
    "every place, in %s, wide and narrow, light and dark: nothing to complain about",
    async (locale) => {
      const { page, dashboard } = await openScene({ context: { locale } });
      const complaints = watch(page, dashboard.url);
      for (const place of places) {
        await page.goto(`${dashboard.url}${place}`);
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        for (const look of looks) {
          await page.setViewportSize({ width: look.width, height: 844 });
          await page.emulateMedia({ colorScheme: look.colorScheme });
          await expect
            .poll(() => page.evaluate(describeDocument))
            .toEqual({
              mode: "CSS1Compat",
              language: locale.slice(0, 2),
              viewport: "width=device-width, initial-scale=1",
              hasTitle: true,
              hasDescription: true,
              width: look.width,
              unlabelled: 0,
            });
          expect({ place, found: await findViolations(page, ["target-size"]) }).toEqual({ place, found: [] });
        }
      }
      expect(complaints).toEqual([]);
    },
  );

  test("with figures, ticks, a menu, a selection and open figures of charts, too, and nothing jumps", async () => {
    const { page, dashboard } = await openScene();
    const complaints = watch(page, dashboard.url);
    await page.evaluate(watchShifts);
    await load(page);
    await page.getByText("3 of 3 answered").waitFor();
    await page.getByRole("figure").nth(2).waitFor();
    await page.locator("tbody input").first().check();
    await page.locator("tbody .figure").first().click();
    await page.locator("figure summary").first().click();
    await page.locator("tbody button.icon").first().click();
    await page.getByRole("menu").waitFor();
    expect(await findViolations(page, ["target-size"])).toEqual([]);
    expect(await page.evaluate<number>("globalThis.shifted")).toBeLessThan(0.1);
    expect(complaints).toEqual([]);
  });
});

/** Collects what the console says, and what goes anywhere but to the dashboard's own server. */
function watch(page: Page, url: string): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "info" && message.type() !== "debug")
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) complaints.push(request.url());
  });
  return complaints;
}

const describeDocument = `({
  mode: document.compatMode,
  language: document.documentElement.lang,
  viewport: document.querySelector("meta[name=viewport]").content,
  hasTitle: document.title.length > 3,
  hasDescription: (document.querySelector("meta[name=description]")?.content ?? "").length > 20,
  width: document.documentElement.scrollWidth,
  unlabelled: document.querySelectorAll("img:not([alt]), img:not([width]), svg:not([role], [aria-hidden])").length,
})`;

/** Adds up how far things move that nobody moved: what Lighthouse calls the cumulative layout shift. */
const watchShifts = `globalThis.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifted += value;
}).observe({ type: "layout-shift", buffered: true });`;
