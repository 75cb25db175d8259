import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { writeEntranceFile } from "../src/server/write-entrance-file.ts";
import { chromiumPath, shareBrowserStage } from "./support/open-browser.ts";
import { startDashboard } from "./support/start-dashboard.ts";

describe.skipIf(chromiumPath === undefined)("the entrance in Chromium (skipped where there is none)", () => {
  test("leads from the file to the page, leaves no key behind, and two dashboards do not put each other out", async () => {
    const stage = await shareBrowserStage();
    const { pageFolder } = stage;
    await using first = await startDashboard({ baseUrl: "http://127.0.0.1:9", pageFolder });
    await using second = await startDashboard({ baseUrl: "http://127.0.0.1:9", pageFolder });
    await using file = await writeEntranceFile(first.entrance);
    const page = await stage.open("about:blank");
    const asked: Promise<string>[] = [];
    page.on("request", (request) => {
      if (request.url().startsWith(`${first.url}/?`)) return;
      const told = request.allHeaders().then((headers) => `${request.url()} ${headers["referer"] ?? ""}`);
      asked.push(told.catch(() => request.url())); // one that the end of the test cuts off
    });

    await page.goto(pathToFileURL(file.path).href);
    await page.getByLabel("Creator ids").waitFor();
    expect(page.url()).toBe(`${first.url}/`);
    const key = new URL(first.entrance).searchParams.get("key") ?? "none";
    expect(
      await page.evaluate("document.cookie + document.referrer + document.documentElement.outerHTML"),
    ).not.toContain(key);

    await page.goto(second.entrance);
    await page.getByLabel("Creator ids").waitFor();
    await page.goto(first.url);
    await page.getByLabel("Creator ids").waitFor();
    await page.goBack();
    await page.goBack();
    expect(page.url()).toBe(`${first.url}/`);
    expect((await Promise.all(asked)).filter((text) => text.includes(key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    await stage.close(page, first.url);
  });
});
