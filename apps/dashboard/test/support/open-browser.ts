import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { findChromium } from "@just-one/vitest/find-runtime";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildPage, builtPageVariable } from "./build-page.ts";
import { createProfiles } from "./profiles.ts";

/** The system's Chromium; absent where there is none, so that tests can say that they were skipped. */
export const chromiumPath: string | undefined = findChromium();

/** A browser and the built page. */
export interface BrowserStage extends AsyncDisposable {
  readonly pageFolder: string;
  /** Opens a page in a tab. Tabs with the same options have one profile. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
  /** Takes a tab back with what its profile kept for a site; `isSpoilt`: with the whole profile. */
  close(page: Page, url: string, isSpoilt?: boolean): Promise<void>;
}

/** Without motion: what is looked at is never on its way. */
const usual: BrowserContextOptions = {
  locale: "en-GB",
  viewport: { width: 1280, height: 900 },
  reducedMotion: "reduce",
};

let shared: Promise<BrowserStage> | undefined;

/** The one of this process, which ends with it: the tests of all files have it in turn. */
export function shareBrowserStage(): Promise<BrowserStage> {
  return (shared ??= openBrowserStage());
}

/** Starts Chromium for the page, which is built where the run has not built it, with one font whatever the machine has. */
export async function openBrowserStage(): Promise<BrowserStage> {
  const built = process.env[builtPageVariable];
  const pageFolder = built ?? (await buildPage());
  // Chromium's own sandbox does not start for root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const fonts = fileURLToPath(new URL("../screens/fonts.conf", import.meta.url));
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  const browser = await chromium.launch({ executablePath: chromiumPath ?? "chromium", args, env });
  const profiles = createProfiles(browser);
  return {
    pageFolder,
    open: async (url, options) => {
      const page = await profiles.openTab({ ...usual, ...options });
      page.setDefaultTimeout(120_000); // a net for what hangs, as the tests' own
      await page.goto(url);
      return page;
    },
    close: (page, url, isSpoilt = false) => profiles.closeTab(page, new URL(url).origin, isSpoilt),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      if (built === undefined) await rm(pageFolder, { recursive: true });
    },
  };
}
