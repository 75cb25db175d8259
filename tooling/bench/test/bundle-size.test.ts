import { expect, test } from "vitest";
import { weighPage } from "../src/bundle/weigh-page.ts";

// In kB of 1,000 bytes after gzip, next to what the pages weigh: who adds to a bundle shall see it. The bars are lower, 6.2,
// 10.5 and 19.5 (docs/decisions/2026-11-26-what-bundles-weigh.md says what is in the way). The whole client is weighed with one
// operation, because the default entry carries the catalog of whatever document is pulled.
test.each([
  ["lean", 7],
  ["everything", 12.4],
  ["one", 33.8],
] as const)("the %s page with one call weighs at most %f kB", async (page, limit) => {
  expect(await weighPage(page)).toBeLessThanOrEqual(limit);
});
