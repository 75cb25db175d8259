import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Benchmark, Row } from "../benchmark.ts";
import { runNode } from "../run-node.ts";

const ours = [
  { name: "@just-one/core/lean, one call", limit: 6 },
  { name: "@just-one/core, one call", limit: 10 },
] as const;
const peers = ["openapi-fetch", "openai", "stripe"] as const;

/** What a page downloads to make one call. */
export const bundleBenchmark: Benchmark = {
  name: "bundle",
  title: "Bundle",
  method:
    "size-limit bundles a page that makes one call (`tooling/bench/src/bundle`) for the browser with rolldown, minified, " +
    "and weighs it after gzip. `.size-limit.json` holds the limits; the package's `size` script enforces them.",
  run: async ({ signal, progress }) => {
    progress("bundling");
    const sizes = await weigh(signal);
    const rows: Row[] = [];
    for (const { name, limit } of ours) {
      for (const peer of peers) rows.push(compare(name, peer));
      rows.push({ measure: `${name}, the limit`, unit: "kB", ours: sizes(name), bar: { on: "ours", atMost: limit } });
    }
    return rows;

    function compare(name: string, peer: string): Row {
      const [size, value] = [sizes(name), sizes(`${peer}, one call`)];
      const ratio = size / value;
      return {
        measure: name,
        unit: "kB",
        ours: size,
        peer: { name: peer, value },
        ratio: { lower: ratio, median: ratio, upper: ratio },
      };
    }
  },
};

/** The size of each bundle of `.size-limit.json` by name, in kB of 1,000 bytes. */
async function weigh(signal: AbortSignal): Promise<(name: string) => number> {
  const sizeLimit = join(dirname(createRequire(import.meta.url).resolve("size-limit/package.json")), "bin.js");
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  const { stdout, stderr } = await runNode([sizeLimit, "--json"], { cwd, signal }); // exits 1 past a limit
  if (!stdout.trim().startsWith("[")) throw new Error(`size-limit failed:\n${stderr || stdout}`);
  // Safe: the format of size-limit's `--json`.
  const entries = JSON.parse(stdout) as readonly { readonly name: string; readonly size: number }[];
  return (name) => {
    const size = entries.find((entry) => entry.name === name)?.size;
    if (size === undefined) throw new Error(`size-limit did not weigh "${name}"`);
    return size / 1000;
  };
}
