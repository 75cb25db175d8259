import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildSuite } from "./support/runtimes/build-suite.ts";
import { findChromium } from "@just-one/vitest/find-runtime";
import type { MatrixBooks } from "./support/runtimes/answer-matrix.ts";
import { expectMatrix } from "./support/runtimes/expect-matrix.ts";
import type { BrowserReport } from "./support/runtimes/in-browser.ts";
import { startSuiteServer } from "./support/runtimes/start-suite-server.ts";
import { suite } from "./support/runtimes/suite.ts";

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)("in Chromium (skipped where there is none)", () => {
  let browser: Browser;
  let scripts: string;

  beforeAll(async () => {
    scripts = await buildSuite();
    // Safe: skipped without one. Chromium's own sandbox does not start for root.
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    browser = await chromium.launch({ executablePath: executablePath as string, args });
  });
  afterAll(() => browser?.close());

  test.each([
    ["a page", `import("/in-browser.js").then(({ run }) => run())`],
    [
      "a dedicated worker",
      `new Promise((resolve, reject) => {
        const worker = new Worker("/in-browser.js", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      })`,
    ],
  ])("the built core keeps every rule in %s that allows it, and starts in no other", async (_place, script) => {
    const { page, books } = await openPage(browser, scripts);
    const { refusal, outcomes, rows } = await page.evaluate<BrowserReport>(script); // as text: vitest rewrites functions
    expect(refusal).toMatch(/^config: .*`allowBrowser: true`/);
    expect(outcomes.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(outcomes.map(({ name }) => name)).toEqual(Object.keys(suite));
    expectMatrix(rows, books);
    expect(rows.every(({ isLowerBound }) => isLowerBound)).toBe(true);
  });
});

/** A page of a suite server, for as long as the test runs. */
async function openPage(browser: Browser, scripts: string): Promise<{ page: Page; books: MatrixBooks }> {
  const { url, books } = await startSuiteServer(scripts);
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${url}/page`);
  return { page, books };
}
