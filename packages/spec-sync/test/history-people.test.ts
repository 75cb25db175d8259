import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
// What decides it runs with rights, where nothing of this package does; see tooling/release.
import { lookAtGenerated } from "../../../tooling/release/src/publish/look-at-generated.ts";
import { createProjectPaths } from "../src/project-paths.ts";
import { run as build } from "../src/verbs/build.ts";
import { captureOutput } from "./support/capture-output.ts";
import { makeRepository } from "./support/make-repository.ts";
import { hasVendorFolder, vendorFolder } from "./support/vendor-folder.ts";

const names = ["catalog.ts", "operations.ts", "prose.ts", "schema.ts", "validators.ts"];

const isLost = (step: string): boolean => /has lost \d+ operations$/u.test(step);

describe.skipIf(!hasVendorFolder)("the steps the vendor took (JUST_ONE_VENDOR_DIR)", () => {
  captureOutput();

  test("of all of them, one had to wait for a person because of its names, and none because of code", async () => {
    const root = await mkdtemp(join(tmpdir(), "just-one-people-"));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    await makeRepository(root);
    const folder = join(vendorFolder, "history");
    const files = (await readdir(folder)).filter((name) => /^\d/u.test(name)).toSorted();
    const found: string[] = [];
    let before: Record<string, string> = {};
    for (const file of files) {
      const out = join(root, "out", file);
      expect(await build(["--document", join(folder, file), "--out", out], createProjectPaths(root))).toBe(0);
      const texts = await Promise.all(names.map((name) => readFile(join(out, name), "utf8")));
      const after = Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
      if (file !== files[0]) {
        const reasons = names.flatMap((path) =>
          lookAtGenerated({ path, before: before[path], after: after[path] ?? "" }),
        );
        if (reasons.length > 0) found.push([file.slice(0, 2), ...reasons].join(": "));
      }
      before = after;
    }
    expect(files).toHaveLength(22);
    // A build alone has no tombstones, with which an update keeps what the vendor removed; without them a person is asked.
    expect(found.filter((step) => !isLost(step))).toEqual([
      expect.stringMatching(/^14: .* 3 new names that are not plain/u),
    ]);
    expect(found.filter(isLost).map((step) => step.slice(0, 2))).toEqual(["15", "22", "40", "62"]);
  });
});
