import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { inventAuthorSpread, startFaultServer } from "@just-one/testing";
import type { BrowserStage } from "../support/open-browser.ts";
import { startDashboard } from "../support/start-dashboard.ts";
import type { Screen } from "./screens.ts";

/** The fonts that pictures are drawn with. */
export const screenFonts: string = fileURLToPath(new URL("./fonts.conf", import.meta.url));
/** Where the pictures are kept. */
export const screenFolder: string = fileURLToPath(new URL("./pictures/", import.meta.url));

export interface ShootOptions {
  /** Pixels for each of the page's. @default 1 */
  readonly scale?: number;
  /** Whether the picture goes to the end of the page. @default false */
  readonly isWhole?: boolean;
}

/** Draws the page in a state, at a fixed time, without motion. */
export async function shootScreen(stage: BrowserStage, screen: Screen, options: ShootOptions = {}): Promise<Buffer> {
  const { language, theme, width, height, state } = screen;
  const { scale = 1, isWhole = false } = options;
  await using vendor = await startFaultServer({
    respond: ({ params }) => inventAuthorSpread(params),
    ...(state.choose && { choose: state.choose }),
  });
  await using dashboard = await startDashboard({ baseUrl: vendor.url, pageFolder: stage.pageFolder, mode: "mock" });
  const page = await stage.open("about:blank", {
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    colorScheme: theme,
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
  });
  await page.clock.setFixedTime("2026-11-27T10:00:00+08:00");
  await page.goto(dashboard.entrance);
  await state.reach(page);
  await page.evaluate(settle);
  const picture = await page.screenshot({ fullPage: isWhole, animations: "disabled" });
  await page.context().close();
  return picture;
}

/** Tells browsers and fonts apart that draw letters differently: nothing can be compared between those. */
export async function fingerprintLetters(stage: BrowserStage): Promise<string> {
  const page = await stage.open("about:blank", { viewport: { width: 400, height: 120 } });
  await page.setContent(
    '<p style="font: 14px system-ui">达人对比 Ag 0123 ▲▼ …</p><p style="font: 700 18px system-ui">互动率 Bold</p>',
  );
  const picture = await page.screenshot();
  await page.context().close();
  return createHash("sha256").update(picture).digest("hex");
}

/** Waits until nothing is left to draw. */
const settle = `(async () => {
  await document.fonts.ready;
  for (let count = 0; count < 4; count += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 300 }));
  }
})()`;
