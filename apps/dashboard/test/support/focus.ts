import type { Locator } from "playwright-core";
import { expect } from "vitest";

/** Waits until it has the focus. */
export function expectFocus(target: Locator): Promise<void> {
  return expect.poll(() => hasFocus(target)).toBe(true);
}

/** Whether it has the focus now. */
export async function hasFocus(target: Locator): Promise<boolean> {
  return (await target.and(target.page().locator(":focus")).count()) === 1;
}
