import { mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { screens } from "./screens/screens.ts";
import { createPhotographer, fingerprintLetters, type Photographer, screenFolder } from "./screens/shoot-screen.ts";
import { chromiumPath, shareBrowserStage } from "./support/open-browser.ts";

/** The share of pixels that may differ: edges of letters and lines fall a little differently from time to time. */
const tolerance = 0.002;
const results = fileURLToPath(new URL("../test-results/screens/", import.meta.url));

test("the pictures that are kept are those of the list, and weigh at most 1.5 MB together", async () => {
  const files = (await readdir(screenFolder)).filter((name) => name.endsWith(".png"));
  expect(files.toSorted()).toEqual(screens.map(({ name }) => `${name}.png`).toSorted());
  const sizes = await Promise.all(files.map(async (name) => (await stat(`${screenFolder}${name}`)).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
});

describe.skipIf(chromiumPath === undefined)("main states in Chromium (skipped where there is none)", () => {
  let photographer: Photographer;
  let drawsTheSameLetters = false;
  beforeAll(async () => {
    const stage = await shareBrowserStage();
    photographer = createPhotographer(stage);
    const kept = await readFile(`${screenFolder}letters.sha256`, "utf8");
    drawsTheSameLetters = (await fingerprintLetters(stage)) === kept.trim();
  });
  afterAll(() => photographer?.[Symbol.asyncDispose]());

  test.for(screens)(
    "$name looks as it did (skipped where the font or the browser is another)",
    async (screen, { skip }) => {
      skip(
        !drawsTheSameLetters,
        "letters are drawn otherwise here: it needs Noto Sans CJK and the Chromium of the pictures",
      );
      const kept = PNG.sync.read(await readFile(`${screenFolder}${screen.name}.png`));
      const picture = await photographer.shoot(screen);
      const { width, height, data } = PNG.sync.read(picture);
      expect([width, height]).toEqual([kept.width, kept.height]);
      const differing = pixelmatch(kept.data, data, undefined, width, height, { threshold: 0.15 });
      if (differing > tolerance * width * height) {
        await mkdir(results, { recursive: true });
        await writeFile(`${results}${screen.name}.png`, picture);
      }
      expect(
        differing / (width * height),
        `Look at test-results/screens/${screen.name}.png. If it is meant to look so: pnpm --filter @just-one/dashboard run draw-screens`,
      ).toBeLessThanOrEqual(tolerance);
    },
  );
});
