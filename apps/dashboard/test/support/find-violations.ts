import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with a page as it is, each with the element it is about. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`,
  );
}
