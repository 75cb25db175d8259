import type { Page } from "playwright-core";
import type { Interaction } from "./interactions.ts";

/** How long the page took to show what each interaction did, in ms, a round each. */
export type Durations = Readonly<Record<string, readonly number[]>>;

/** Makes every interaction a number of times, as real input, and reads what the browser's Event Timing says of it. */
export async function measureInteractions(
  page: Page,
  interactions: readonly Interaction[],
  rounds: number,
): Promise<Durations> {
  await page.evaluate(observe);
  const durations: Record<string, number[]> = {};
  for (let round = -1; round < rounds; round += 1) {
    for (const interaction of interactions) {
      const duration = await measure(page, interaction);
      if (round >= 0) (durations[interaction.name] ??= []).push(duration);
    }
  }
  return durations;
}

async function measure(page: Page, { prepare, act }: Interaction): Promise<number> {
  await prepare?.(page);
  await page.evaluate(settle);
  await page.evaluate("globalThis.slowest = 0");
  await act(page);
  await page.evaluate(settle);
  return page.evaluate<number>("globalThis.slowest");
}

/** From the press to the next picture, the handlers of all its events included; the browser rounds to 8 ms. */
const observe = `new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries()) {
    if (interactionId > 0) globalThis.slowest = Math.max(globalThis.slowest, duration);
  }
}).observe({ type: "event", durationThreshold: 16 })`;

/** Waits until nothing is left to draw, and until what has been drawn is reported. */
const settle = `(async () => {
  for (let count = 0; count < 3; count += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
  }
})()`;
