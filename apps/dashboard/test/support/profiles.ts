import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** Profiles of one browser, by their options. */
export interface Profiles {
  /** A tab in the profile of these options. */
  readonly openTab: (options: BrowserContextOptions) => Promise<Page>;
  /** Takes a tab back with all that was kept for a site, or its whole profile where nobody knows what is left in it. */
  readonly closeTab: (page: Page, origin: string, isSpoilt: boolean) => Promise<void>;
}

/** Keeps profiles from test to test: the first page of a new one takes a browser longer than most tests take. */
export function createProfiles(browser: Browser): Profiles {
  const contexts = new Map<string, Promise<BrowserContext>>();
  const last = new Map<BrowserContext, Page>();
  const replaceLast = async (context: BrowserContext, page?: Page): Promise<void> => {
    const before = last.get(context);
    if (page === undefined) last.delete(context);
    else last.set(context, page);
    await before?.close();
  };
  return {
    openTab: async (options) => {
      const key = JSON.stringify(options);
      const opened = contexts.get(key) ?? browser.newContext(options);
      contexts.set(key, opened);
      const context = await opened;
      const page = await context.newPage();
      await replaceLast(context); // only now: the process that drew it draws the new one, too
      return page;
    },
    closeTab: async (page, origin, isSpoilt) => {
      const context = page.context();
      if (isSpoilt) {
        for (const [key, opened] of contexts) if ((await opened) === context) contexts.delete(key);
        last.delete(context);
        await context.close();
        return;
      }
      const [session] = await Promise.all([context.newCDPSession(page), page.goto("about:blank")]);
      await Promise.all([
        session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" }),
        context.setOffline(false),
        context.clearPermissions(),
      ]);
      await replaceLast(context, page);
    },
  };
}
