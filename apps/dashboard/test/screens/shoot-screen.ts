import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { type FaultServer, inventAuthorSpread, startFaultServer } from "@just-one/testing";
import type { Page } from "playwright-core";
import type { BrowserStage } from "../support/open-browser.ts";
import { type Dashboard, startDashboard } from "../support/start-dashboard.ts";
import type { Screen, State } from "./screens.ts";

/** Where the pictures are kept. */
export const screenFolder: string = fileURLToPath(new URL("./pictures/", import.meta.url));

/** Draws the page in its states, and goes from one to the next where that is possible. */
export interface Photographer extends AsyncDisposable {
  /** At a fixed time, without motion; `scale` is how many pixels there are for each of the page's. */
  readonly shoot: (screen: Screen, scale?: number) => Promise<Buffer>;
}

interface Set {
  readonly name: string;
  readonly page: Page;
  readonly vendor: FaultServer;
  readonly dashboard: Dashboard;
}

export function createPhotographer(stage: BrowserStage): Photographer {
  let set: Set | undefined;
  let state: State | undefined;

  const close = async (): Promise<void> => {
    if (set === undefined) return;
    const { page, vendor, dashboard } = set;
    set = undefined;
    state = undefined;
    await stage.close(page, dashboard.url);
    await Promise.all([vendor.close(), dashboard.close()]);
  };
  const open = async (name: string, { language, width, height }: Screen, scale: number): Promise<Set> => {
    const vendor = await startFaultServer({
      respond: ({ params }) => inventAuthorSpread(params),
      choose: (call) => state?.choose?.(call),
    });
    const dashboard = await startDashboard({ baseUrl: vendor.url, pageFolder: stage.pageFolder, mode: "mock" });
    const page = await stage.open("about:blank", {
      locale: language === "zh" ? "zh-CN" : "en-GB",
      timezoneId: "Asia/Shanghai",
      viewport: { width, height },
      deviceScaleFactor: scale,
    });
    await page.clock.setFixedTime("2026-11-27T10:00:00+08:00");
    await page.goto(dashboard.entrance);
    return { name, page, vendor, dashboard };
  };

  return {
    shoot: async (screen, scale = 1) => {
      const name = JSON.stringify([screen.language, screen.width, screen.height, scale]);
      const way = listWay(screen.state);
      if (set?.name !== name || state === undefined || !way.includes(state)) await close();
      const { page } = (set ??= await open(name, screen, scale));
      await page.emulateMedia({ colorScheme: screen.theme });
      for (const next of state === undefined ? way : way.slice(way.indexOf(state) + 1)) {
        state = next;
        await next.reach(page);
      }
      // Where a press, a focus or a picture that came late has left the page is another place each time: last of all it is
      // moved, twice, for what comes into sight is laid out only then.
      for (let times = 0; times < 2; times += 1) {
        await page.evaluate(screen.state.look ?? "scrollTo(0, 0)");
        await page.mouse.move(0, 0);
        await page.evaluate(settle);
      }
      return page.screenshot({ animations: "disabled" });
    },
    [Symbol.asyncDispose]: close,
  };
}

/** The states that lead to one, and itself. */
function listWay(state: State): readonly State[] {
  return state.from === undefined ? [state] : [...listWay(state.from), state];
}

/** Tells browsers and fonts apart that draw letters differently: nothing can be compared between those. */
export async function fingerprintLetters(stage: BrowserStage): Promise<string> {
  const page = await stage.open("about:blank", { viewport: { width: 400, height: 120 } });
  await page.setContent(
    '<p style="font: 14px system-ui">达人对比 Ag 0123 ▲▼ …</p><p style="font: 700 18px system-ui">互动率 Bold</p>',
  );
  const picture = await page.screenshot();
  await page.close();
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
