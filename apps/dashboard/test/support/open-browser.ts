import { rm } from "node:fs/promises";
import { findChromium } from "@just-one/vitest/find-runtime";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildPage, builtPageVariable } from "./build-page.ts";

/** The system's Chromium; absent where there is none, so that tests can say that they were skipped. */
export const chromiumPath: string | undefined = findChromium();

/** A browser and the built page, for the tests of one file. */
export interface BrowserStage extends AsyncDisposable {
  readonly pageFolder: string;
  /** Opens the page in a profile of its own. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
}

/** Starts Chromium for the page, which is built where the run has not built it, with a fontconfig file instead of the machine's where given. */
export async function openBrowserStage(fonts?: string): Promise<BrowserStage> {
  const built = process.env[builtPageVariable];
  const pageFolder = built ?? (await buildPage());
  // Chromium's own sandbox does not start for root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const env = { ...process.env, ...(fonts !== undefined && { FONTCONFIG_FILE: fonts }) };
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath ?? "chromium", args, env });
  return {
    pageFolder,
    open: async (url, options) => {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      if (built === undefined) await rm(pageFolder, { recursive: true });
    },
  };
}
