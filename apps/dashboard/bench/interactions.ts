import type { Page } from "playwright-core";
import { listIds } from "./list-ids.ts";

/** Something a person does on the page, as real input. */
export interface Interaction {
  readonly name: string;
  /** Done before, and not measured: brings the page, and the focus, to where it starts. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly act: (page: Page) => Promise<void>;
}

const reach = (page: Page, selector: string): Promise<void> => page.locator(selector).first().scrollIntoViewIfNeeded();
const focus = (page: Page, selector: string): Promise<void> => page.locator(selector).first().focus();

/**
 * What is done with a list of so many creators that is loaded. Each undoes itself or goes on, so that it can be done again.
 * Lists are pasted into an empty form, the longest first: the one that is loaded is what is in the form at last.
 */
export function listInteractions(count: number): readonly Interaction[] {
  const pasted = [...new Set([Math.max(2000, count), count])];
  return [...ofLoaded, ...pasted.map(paste), load];
}

function paste(count: number): Interaction {
  return {
    name: `paste ${count.toLocaleString("en")} ids`,
    prepare: async (page) => {
      await page.locator("#ids").fill(listIds(count).join("\n"));
      await focus(page, "#ids");
      for (const key of ["Control+a", "Control+x"]) await page.keyboard.press(key);
    },
    act: (page) => page.keyboard.press("Control+v"),
  };
}

const load: Interaction = {
  name: "load a list that is known",
  prepare: (page) => reach(page, "button.primary"),
  act: (page) => page.locator("button.primary").click(),
};

const ofLoaded: readonly Interaction[] = [
  {
    name: "sort by a column",
    prepare: (page) => reach(page, "th button.sort"),
    act: (page) => page.locator("th button.sort").nth(1).click(),
  },
  {
    name: "hide or show a column",
    prepare: async (page) => {
      if ((await page.locator(".picker").count()) === 0)
        await page.locator(".toolbar .actions > button").first().click();
    },
    act: (page) => page.locator(".picker input").nth(3).click(),
  },
  {
    name: "tick a creator",
    prepare: async (page) => {
      await page.keyboard.press("Escape");
      await reach(page, "tbody input");
    },
    act: (page) => page.locator("tbody input").nth(2).click(),
  },
  {
    name: "show those that are ticked, or all",
    prepare: async (page) => {
      if ((await page.locator("tbody input:checked").count()) === 0) await page.locator("tbody input").nth(2).click();
      await reach(page, ".toolbar");
    },
    act: (page) => page.locator(".toolbar > .tick input").click(),
  },
  {
    name: "type a condition",
    prepare: async (page) => {
      await page.locator(".toolbar > .tick input").setChecked(false);
      await focus(page, ".number-field input");
      await page.keyboard.press("Control+a");
    },
    act: (page) => page.keyboard.type("5"),
  },
  {
    name: "take a condition away",
    prepare: async (page) => {
      await focus(page, ".number-field input");
      await page.keyboard.press("Control+a");
    },
    act: (page) => page.keyboard.press("Backspace"),
  },
  {
    name: "go a page down in the table",
    prepare: (page) => focus(page, ".scroll"),
    act: (page) => page.keyboard.press("PageDown"),
  },
  {
    name: "go to the table's end or top",
    prepare: (page) => focus(page, ".scroll"),
    act: async (page) => {
      const isTop = await page.evaluate<boolean>("document.querySelector('.scroll').scrollTop === 0");
      await page.keyboard.press(isTop ? "End" : "Home");
    },
  },
  {
    name: "select a line",
    prepare: (page) => reach(page, "tbody .figure"),
    act: async (page) => {
      const isActive = (await page.locator("tr.active[data-index='1']").count()) > 0;
      await page
        .locator(`tr[data-index='${isActive ? 2 : 1}'] .figure`)
        .first()
        .click();
    },
  },
  {
    name: "open a creator's menu",
    prepare: (page) => reach(page, "tbody button.icon"),
    act: (page) => page.locator("tbody button.icon").nth(1).click(),
  },
  {
    name: "open a raw reply",
    prepare: async (page) => {
      if ((await page.locator(".menu").count()) === 0) await page.locator("tbody button.icon").nth(1).click();
    },
    act: (page) => page.locator(".menu [role=menuitem]").first().click(),
  },
  {
    name: "close a raw reply",
    prepare: async (page) => {
      if ((await page.locator("dialog").count()) === 0) {
        await page.locator("tbody button.icon").nth(1).click();
        await page.locator(".menu [role=menuitem]").first().click();
      }
      await page.locator("dialog pre").waitFor();
    },
    act: (page) => page.keyboard.press("Escape"),
  },
  {
    name: "switch the length of video",
    prepare: (page) => focus(page, ".segments :checked"),
    act: (page) => page.keyboard.press("ArrowRight"),
  },
  {
    name: "go to the next bubble",
    prepare: (page) => focus(page, ".cover"),
    act: (page) => page.keyboard.press("ArrowRight"),
  },
  {
    name: "select a bubble's creator",
    prepare: (page) => focus(page, ".cover"),
    act: (page) => page.keyboard.press("Enter"),
  },
  {
    name: "switch a chart's scale",
    prepare: (page) => reach(page, "figure .tick input"),
    act: (page) => page.locator("figure .tick input").first().click(),
  },
  {
    name: "open or close a chart's figures",
    prepare: (page) => reach(page, ".charts summary"),
    act: (page) => page.locator(".charts summary").first().click(),
  },
  {
    name: "switch the language",
    prepare: (page) => reach(page, "header button"),
    act: (page) => page.locator("header button").click(),
  },
  {
    name: "switch light and dark",
    prepare: (page) => focus(page, "header select"),
    act: (page) => pressNext(page, "header select"),
  },
  {
    name: "open the form",
    prepare: (page) => reach(page, ".summary button"),
    act: (page) => page.locator(".summary-line button").first().click(),
  },
  { name: "type into the list", prepare: (page) => focus(page, "#ids"), act: (page) => page.keyboard.type(" 5") },
];

/** The next option of a list, or the first after the last. */
async function pressNext(page: Page, selector: string): Promise<void> {
  const isLast = await page.evaluate<boolean>(
    `(({ selectedIndex, options }) => selectedIndex === options.length - 1)(document.querySelector("${selector}"))`,
  );
  await page.keyboard.press(isLast ? "Home" : "ArrowDown");
}
