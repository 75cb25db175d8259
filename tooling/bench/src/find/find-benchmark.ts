import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCatalog, readProse } from "@just-one/document";
import type { Benchmark } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import { findVendorDocument } from "../vendor-document.ts";
import type { FindSample } from "./find-sample.ts";

const program = fileURLToPath(new URL("run-find.ts", import.meta.url));

/** What finding operations takes. */
export const findBenchmark: Benchmark = {
  name: "find",
  title: "Finding operations",
  method:
    "The built finder over the vendor's whole document, in a fresh Node each round: indexing, cold, and thirty questions in " +
    "both languages; beside MiniSearch as it comes, which splits no Chinese, on the same words.",
  run: async ({ folder, isQuick, signal, progress }) => {
    const text = await readFile(findVendorDocument(), "utf8");
    const sources = join(folder, "sources.json");
    await writeFile(sources, JSON.stringify({ catalog: readCatalog(text), prose: readProse(text) }));
    const rounds = isQuick ? 5 : 20;
    const { ours } = await measureRounds({
      rounds,
      contenders: {
        ours: async (): Promise<FindSample> => {
          const { stdout } = await runNodeWell([program, sources], { signal });
          // Safe: the program prints nothing else.
          return JSON.parse(stdout) as FindSample;
        },
      },
      onRound: (round) => progress(`round ${round + 1} of ${rounds}`),
    });
    const list = (key: keyof FindSample): number[] => ours.map((sample) => sample[key]);
    const median = (key: keyof FindSample): number => computeQuartiles(list(key)).median;
    return [
      {
        measure: "348 operations, indexed",
        unit: "ms",
        ours: median("loadMs"),
        peer: { name: "MiniSearch as it comes, warm", value: median("peerLoadMs") },
        ratio: computeRatios(list("loadMs"), list("peerLoadMs")),
        bar: { on: "ours", atMost: 60 },
      },
      { measure: "first question", unit: "ms", ours: median("firstMs") },
      { measure: "a question", unit: "ms", ours: median("questionMs"), bar: { on: "ours", atMost: 5 } },
    ];
  },
};
