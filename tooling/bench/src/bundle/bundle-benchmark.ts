import type { Benchmark, Row } from "../benchmark.ts";
import { type Page, pageLimits, weighPage } from "./weigh-page.ts";

const clients = [
  { page: "lean", name: "@just-one/core/lean" },
  { page: "core", name: "@just-one/core" },
] as const;
const peers = ["openapi-fetch", "openai", "stripe"] as const;

/** What a page downloads to make one call. */
export const bundleBenchmark: Benchmark = {
  name: "bundle",
  title: "Bundle",
  method:
    "size-limit bundles a page that makes one call (`tooling/bench/src/bundle/pages`) for the browser with rolldown, " +
    "minified, and weighs it after gzip. The lean entry carries the catalog entry that is called and nothing around the " +
    "call but checks, time limits and retries. The bench's `size` script enforces the limits.",
  run: async ({ progress }) => {
    const rows: Row[] = [];
    for (const { page, name } of clients) {
      progress(`bundling ${page}`);
      const size = await weighPage(page);
      rows.push({ measure: name, unit: "kB", ours: size, bar: { on: "ours", atMost: pageLimits[page] } });
      for (const peer of peers) rows.push(await compare(name, size, peer));
    }
    return rows;
  },
};

async function compare(measure: string, ours: number, peer: Page): Promise<Row> {
  const value = await weighPage(peer);
  const ratio = ours / value;
  return {
    measure,
    unit: "kB",
    ours,
    peer: { name: peer, value },
    ratio: { lower: ratio, median: ratio, upper: ratio },
  };
}
