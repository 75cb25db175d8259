import { readFile } from "node:fs/promises";
import type { FaultOutcome } from "@just-one/testing";
import type { Download, Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { chromiumPath } from "./support/open-browser.ts";
import { expectFocus, hasFocus } from "./support/focus.ts";
import { findMenu, ids, openScene, type Scene, type SceneOptions } from "./support/scenes.ts";

const [first = "", second = ""] = ids;

describe.skipIf(chromiumPath === undefined)("by keyboard alone, in Chromium (skipped where there is none)", () => {
  test("a list is typed, loaded, sorted, and forgotten again", async () => {
    const { page } = await openLoaded();
    const header = page.getByRole("columnheader", { name: /Median plays/ });
    await press(header.getByRole("button"), "Enter");
    await expect.poll(() => header.getAttribute("aria-sort")).toBe("descending");
    await press(page.getByRole("button", { name: "Edit" }), "Enter");
    await expectFocus(page.getByLabel("Creator ids"));
    await press(page.getByRole("button", { name: "Forget this list" }), "Enter");
    await expectFocus(page.getByLabel("Creator ids"));
    await expect.poll(() => page.getByLabel("Creator ids").inputValue()).toBe("");
  });

  test("a column is hidden and shown", async () => {
    const { page } = await openLoaded();
    const button = page.getByRole("button", { name: "Columns" });
    await press(button, "Enter");
    const header = page.getByRole("columnheader", { name: /Mean likes/ });
    await press(page.getByLabel("Mean likes"), "Space");
    await expect.poll(() => header.count()).toBe(1);
    await page.keyboard.press("Space");
    await expect.poll(() => header.count()).toBe(0);
    await page.keyboard.press("Escape");
    await expectFocus(button);
  });

  test("creators are chosen for the radar, and its figures are opened", async () => {
    const { page } = await openLoaded();
    const radar = page.getByRole("figure").filter({ hasText: "Profile of up to five creators" });
    await press(page.getByLabel(`Tick creator ${second}`), "Space");
    await press(radar.locator("summary"), "Enter");
    await expect.poll(() => radar.getByRole("rowheader").allTextContents()).toEqual([second]);
  });

  test("a raw reply is opened, read to its end and closed, and the focus goes back", async () => {
    const { page } = await openLoaded();
    const button = findMenu(page, first);
    for (const close of [() => page.keyboard.press("Escape"), () => press(page.getByText("Close"), "Enter")]) {
      await press(button, "Enter");
      await expectFocus(page.getByRole("menuitem", { name: "Raw reply" }));
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor(); // a Tab before it is there goes on from the button
      await tabTo(page.getByRole("dialog").locator("pre"));
      await page.keyboard.press("End");
      await close();
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
      await expectFocus(button);
    }
  });

  test("the window, the kind of video, and the length of video of a chart are switched", async () => {
    const { page } = await openLoaded();
    await press(page.getByRole("button", { name: "Edit" }), "Enter");
    const chosen: (readonly [string, string, string])[] = [
      ["Window", "ArrowDown", "DAY_90"],
      ["Videos", "ArrowDown", "XINTU_VIDEO"],
    ];
    for (const [name, key, value] of chosen) {
      const field = page.getByRole("combobox", { name });
      await press(field, key);
      await expect.poll(() => field.inputValue()).toBe(value);
    }
    await press(page.getByRole("radio", { name: "21–60 s" }), "ArrowRight");
    await expect.poll(() => page.getByRole("radio", { name: "Over 60 s" }).isChecked()).toBe(true);
    await press(page.getByLabel("Compare with: Last 30 days"), "Space");
    await page.getByText("Loading makes 6 billed calls").waitFor();
    await expect.poll(() => page.getByText("CPM Over 60 s (CNY)").count()).toBeGreaterThan(0);
  });

  test("language and appearance are changed, and the focus stays", async () => {
    const { page } = await openLoaded();
    await press(page.getByRole("button", { name: "中文" }), "Enter");
    await page.getByRole("heading", { name: "达人对比" }).waitFor();
    await expectFocus(page.getByRole("button", { name: "English" }));
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Compare creators" }).waitFor();
    await press(page.getByLabel("Appearance"), "End");
    await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("dark");
    await expectFocus(page.getByLabel("Appearance"));
  });

  test("a failed creator is tried again, and the focus stays in its line", async () => {
    const fates = new Map<unknown, FaultOutcome>([[second, "301"]]);
    const { page } = await openLoaded({ vendor: { choose: ({ params }) => fates.get(params["oAuthorId"]) } });
    fates.clear();
    await press(page.getByRole("button", { name: "Try again" }), "Enter");
    await expect.poll(() => findMenu(page, second).count()).toBe(1);
    await expectFocus(page.getByRole("rowheader", { name: second }));
    await tabTo(page.getByLabel(`Tick creator ${second}`), 1);
  });

  test("files and pictures are saved", async () => {
    const { page } = await openLoaded();
    for (const [name, start] of [
      ["Save as CSV", "\uFEFFCreator"],
      ["Save as Excel", "PK"],
      ["Save picture Cost against engagement", "\uFFFDPNG"],
    ] as const) {
      const download = page.waitForEvent("download");
      await press(page.getByRole("button", { name }), "Enter");
      expect((await read(await download)).startsWith(start)).toBe(true);
    }
  });
});

async function openLoaded(options?: SceneOptions): Promise<Scene> {
  const scene = await openScene(options);
  const { page } = scene;
  await tabTo(page.getByLabel("Creator ids"));
  await page.keyboard.insertText(ids.join(" "));
  await page.getByText("Loading makes 3 billed calls").waitFor();
  await press(page.getByRole("button", { name: "Load 3 creators" }), "Enter");
  await expectFocus(page.getByRole("button", { name: "Edit" })); // what was pressed is folded away
  await page.getByText("3 of 3 answered").waitFor();
  await page.getByRole("figure").first().waitFor();
  return scene;
}

async function press(target: Locator, key: string): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Presses Tab until something has the focus, and sees to it that a person sees so. */
async function tabTo(target: Locator, mostPresses = 120): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < mostPresses; presses += 1) {
    await page.keyboard.press("Tab");
    if (!(await hasFocus(target))) continue;
    const outline = await page.evaluate<string>("getComputedStyle(document.activeElement).outline");
    expect(outline).toMatch(/solid 3px$/);
    return;
  }
  throw new Error(`${mostPresses} presses of Tab did not reach it`);
}

async function read(download: Download): Promise<string> {
  return (await readFile(await download.path())).toString();
}
