import { readFile } from "node:fs/promises";
import { inventAuthorSpread, type FaultServer, type FaultServerOptions, startFaultServer } from "@just-one/testing";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { type BrowserStage, openBrowserStage } from "./open-browser.ts";
import { type Dashboard, type DashboardOptions, startDashboard } from "./start-dashboard.ts";

/** The vendor, the dashboard's server and its page, for one test. */
export interface Scene {
  readonly vendor: FaultServer;
  readonly dashboard: Dashboard;
  readonly page: Page;
}

export interface SceneOptions {
  readonly vendor?: FaultServerOptions;
  readonly dashboard?: Partial<DashboardOptions>;
  readonly context?: BrowserContextOptions;
  /** What stands behind the `#`. */
  readonly hash?: string;
}

export const ids: readonly string[] = ["7048929565493690398", "6872530415792046083", "6901234567890123456"];

/** One browser for all tests of a `describe`, and a function that opens scenes in it. */
export function useScenes(): (options?: SceneOptions) => Promise<Scene> {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await openBrowserStage();
  });
  afterAll(() => stage?.[Symbol.asyncDispose]());

  return async (options = {}) => {
    const vendor = await startFaultServer({ respond: ({ params }) => inventAuthorSpread(params), ...options.vendor });
    const dashboard = await startDashboard({ baseUrl: vendor.url, pageFolder: stage.pageFolder, ...options.dashboard });
    const page = await stage.open(`${dashboard.entrance}${options.hash ?? ""}`, options.context);
    onTestFinished(async () => {
      await page.context().close();
      await Promise.all([vendor.close(), dashboard.close()]);
    });
    return { vendor, dashboard, page };
  };
}

/** Presses a button and reads the file that the browser saves. */
export async function save(button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([button.page().waitForEvent("download"), button.click()]);
  return readFile(await download.path());
}

/** The button that opens what can be done with one creator, or with each. */
export function findMenu(page: Page, id = ""): Locator {
  return page.getByRole("button", { name: `More about ${id}` });
}

/** Opens a creator's raw reply by its menu. */
export async function openRaw(page: Page, id: string): Promise<void> {
  await findMenu(page, id).click();
  await page.getByRole("menuitem", { name: "Raw reply" }).click();
}

/** Opens the form again, which folds away once something is loaded. */
export async function edit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await page.getByLabel("Creator ids").waitFor();
}

/** Pastes a list and loads it. */
export async function load(page: Page, list: readonly string[] = ids): Promise<void> {
  if ((await page.getByLabel("Creator ids").count()) === 0) await edit(page);
  await page.getByLabel("Creator ids").fill(list.join("\n"));
  await page.getByRole("button", { name: /^Load/ }).click();
}
