import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with a page as it is, each with the element it is about; also by rules that are off by default. */
export async function findViolations(page: Page, alsoRules: readonly string[] = []): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  const rules = JSON.stringify(Object.fromEntries(alsoRules.map((rule) => [rule, { enabled: true }])));
  return page.evaluate<string[]>(
    `axe.run({ rules: ${rules} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`,
  );
}
