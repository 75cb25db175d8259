import { readFile } from "node:fs/promises";
import { inventAuthorSpread, type FaultServer, type FaultServerOptions, startFaultServer } from "@just-one/testing";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { shareBrowserStage } from "./open-browser.ts";
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

/** The port of the last scene's server: what the browser compiled for an address, it need not compile again. */
let lastPort = 0;

/** Opens a scene for one test, in the browser that all tests share. */
export async function openScene(options?: SceneOptions): Promise<Scene> {
  const scene = await startScene(options);
  onTestFinished(({ task }) => scene.close(task.result?.state !== "pass"));
  return scene;
}

/** A scene that somebody closes; `isSpoilt` where nobody knows what is left of it. */
export interface OpenScene extends Scene {
  readonly close: (isSpoilt?: boolean) => Promise<void>;
}

/** Opens a scene for several tests. */
export async function startScene(options: SceneOptions = {}): Promise<OpenScene> {
  const stage = await shareBrowserStage();
  const vendor = await startFaultServer({ respond: ({ params }) => inventAuthorSpread(params), ...options.vendor });
  const start = (port: number): Promise<Dashboard> =>
    startDashboard({
      baseUrl: vendor.url,
      pageFolder: stage.pageFolder,
      server: { port },
      ...options.dashboard,
    });
  const dashboard = await start(lastPort).catch(() => start(0)); // somebody else may have it by now
  lastPort = Number(new URL(dashboard.url).port);
  const page = await stage.open(`${dashboard.entrance}${options.hash ?? ""}`, options.context);
  const close = async (isSpoilt = false): Promise<void> => {
    await stage.close(page, dashboard.url, isSpoilt);
    await Promise.all([vendor.close(), dashboard.close()]);
  };
  return { vendor, dashboard, page, close };
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

/** Waits until the page says what loading came to, however long that took. */
export function waitForReceipt(page: Page, text: string): Promise<void> {
  return page.getByText(new RegExp(`^${text} · (?:\\d+ m )?\\d+ s$`)).waitFor();
}
