import { pageLimits, weighPage } from "./weigh-page.ts";

// The `size` script: exits with 1 when a page with one call weighs more than it may. The packages must be built.

// Safe: these are the record's own keys.
for (const page of Object.keys(pageLimits) as (keyof typeof pageLimits)[]) {
  const [size, limit] = [await weighPage(page), pageLimits[page]];
  process.stdout.write(`${page}: ${size.toFixed(2)} kB gzip with one call, at most ${limit} kB\n`);
  if (size > limit) process.exitCode = 1;
}
