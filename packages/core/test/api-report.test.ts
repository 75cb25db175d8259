import { expect, test } from "vitest";
import { reportApis } from "./support/report-api.ts";
import { buildCore } from "./support/runtimes/build-suite.ts";

// After an intended change `pnpm --filter @just-one/core api-report` writes the files anew, for review.
test("every entry publishes what its file in etc/ says, and describes all of it", async () => {
  const built = await buildCore({ dts: true });
  const reports = await reportApis(built, ["index", "lean", "node", "openapi-fetch", "xingtu"]);
  for (const [entry, { text, findings }] of reports) {
    expect({ entry, findings }).toEqual({ entry, findings: [] });
    await expect(text).toMatchFileSnapshot(`../etc/${entry}.api.md`);
  }
});
