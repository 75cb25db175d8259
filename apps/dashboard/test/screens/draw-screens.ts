// `pnpm --filter @just-one/dashboard run draw-screens` runs this: draws the pictures that tests compare with, and those of
// the documentation. Look at every one of them before you commit it.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { openBrowserStage } from "../support/open-browser.ts";
import { screens, states } from "./screens.ts";
import { createPhotographer, fingerprintLetters, screenFolder } from "./shoot-screen.ts";

const docs = fileURLToPath(new URL("../../../../docs/", import.meta.url));
await using stage = await openBrowserStage();
await using photographer = createPhotographer(stage);

await rm(screenFolder, { recursive: true, force: true });
await mkdir(screenFolder, { recursive: true });
for (const screen of screens)
  await writeFile(`${screenFolder}${screen.name}.png`, pack(await photographer.shoot(screen)));
await writeFile(`${screenFolder}letters.sha256`, `${await fingerprintLetters(stage)}\n`);

const desk = { width: 1200, height: 760 };
const documented = [
  { name: "dashboard-table", language: "en", theme: "light", ...desk, state: states.loaded },
  { name: "dashboard-chinese-dark", language: "zh", theme: "dark", ...desk, state: states.loaded },
  { name: "dashboard-charts", language: "en", theme: "light", ...desk, state: states.selected },
  { name: "dashboard-windows", language: "zh", theme: "light", ...desk, state: states.windows },
  { name: "dashboard-narrow", language: "en", theme: "light", width: 390, height: 844, state: states.loaded },
] as const;
for (const screen of documented) await writeFile(`${docs}${screen.name}.png`, await photographer.shoot(screen, 1.5));

/** The same picture in fewer bytes: the browser is in a hurry. */
function pack(picture: Buffer): Buffer {
  return PNG.sync.write(PNG.sync.read(picture), { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}
