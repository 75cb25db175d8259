import type { FaultServerOptions } from "@just-one/testing";
import type { Page } from "playwright-core";
import { exampleList } from "../../page/src/compare/example-list.ts";

/** One picture of the page in one of its main states. */
export interface Screen {
  readonly name: string;
  readonly language: "en" | "zh";
  readonly theme: "light" | "dark";
  readonly width: number;
  readonly height: number;
  readonly state: State;
}

/** How the page gets somewhere, and what the vendor answers meanwhile. */
export interface State {
  /** Where it starts; absent for a page that was just opened. */
  readonly from?: State;
  readonly choose?: FaultServerOptions["choose"];
  readonly reach: (page: Page) => Promise<void>;
  /** Moves to what the picture is of, in the page. @default its top */
  readonly look?: string;
}

/** The example list has eight creators. */
const load = async (page: Page, calls = 8): Promise<void> => {
  await page.locator("#ids").fill(exampleList);
  await page.locator("form button.primary").click();
  await page.locator(`progress[value="${calls}"]`).waitFor();
  await page.locator(".charts figure").first().waitFor();
};

const empty: State = { reach: (page) => page.locator(".steps").waitFor() };
const loaded: State = { from: empty, reach: (page) => load(page) };
const selected: State = {
  from: loaded,
  reach: async (page) => {
    for (const index of [1, 3]) await page.locator(".creators tbody input").nth(index).check();
    await page.locator(".creators tbody tr").nth(3).locator("td").first().click();
    await page.locator(".creators tbody tr.active").waitFor();
    await page.locator(".charts .ring.active").waitFor();
  },
  look: "document.querySelector('.charts').scrollIntoView()",
};
const failed: State = {
  choose: ({ params }) =>
    ({ "01": "301", "03": "cut-body", "04": "500" } as const)[String(params["oAuthorId"]).slice(-2)],
  reach: (page) => load(page),
};
const windows: State = {
  reach: async (page) => {
    await page.locator(".choices input").first().check();
    await load(page, 16);
  },
  look: "[...document.querySelectorAll('figure.wide')].at(-1).scrollIntoView({ block: 'center' })",
};

/** The main states: what comes first, the answer, a selection with its charts, failures, and both windows. */
export const states: Readonly<Record<"empty" | "loaded" | "selected" | "failed" | "windows", State>> = {
  empty,
  loaded,
  selected,
  failed,
  windows,
};

const [languages, themes] = [["zh", "en"] as const, ["light", "dark"] as const];

/** Those that are kept and compared; each is near the one before, so that the page need not be opened for it. */
export const screens: readonly Screen[] = [
  ...languages.flatMap((language) =>
    (["empty", "loaded", "selected", "failed"] as const).flatMap((state) =>
      themes.map((theme) => ({
        name: `${state}-${language}-${theme}`,
        language,
        theme,
        width: 1200,
        height: 640,
        state: states[state],
      })),
    ),
  ),
  { name: "telephone-zh-light", language: "zh", theme: "light", width: 390, height: 844, state: states.loaded },
  { name: "telephone-en-dark", language: "en", theme: "dark", width: 390, height: 844, state: states.loaded },
];
