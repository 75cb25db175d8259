import type { Benchmark, Row } from "../benchmark.ts";
import { type Page, weighPage } from "./weigh-page.ts";

const clients = [
  { page: "lean", name: "@just-one/core/lean", bar: { on: "ours", atMost: 6.2 } },
  { page: "everything", name: "@just-one/core/lean, everything on", bar: { on: "ours", atMost: 10.5 } },
  { page: "one", name: "@just-one/core, one operation", bar: { on: "ours", atMost: 19.5 } },
  { page: "core", name: "@just-one/core", bar: undefined },
] as const;
const peers = ["openapi-fetch", "openai", "stripe"] as const;

/** What a page downloads to make one call. */
export const bundleBenchmark: Benchmark = {
  name: "bundle",
  title: "Bundle",
  method:
    "size-limit bundles a page that makes one call (`tooling/bench/src/bundle/pages`) for the browser with rolldown, " +
    "minified, and weighs it after gzip. The lean entry carries the catalog entry that is called, codes, billing, time " +
    "limits and the token's rules; with everything on also retries, cache, budget, ledger, limiter and events. The default " +
    "entry has checks, words, latches, twins, pages, batches and estimates besides; with one operation it is made by " +
    "`createCatalogClient`, else it carries those of the document that is committed. A test holds the sizes.",
  run: async ({ progress }) => {
    const rows: Row[] = [];
    for (const { page, name, bar } of clients) {
      progress(`bundling ${page}`);
      const size = await weighPage(page);
      rows.push({ measure: name, unit: "kB", ours: size, ...(bar === undefined ? {} : { bar }) });
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
