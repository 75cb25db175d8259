import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Benchmark, type Row, Skip } from "../benchmark.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles } from "../statistics.ts";

/** What the dashboard's own program prints: each interaction's durations in ms, a round each. */
type Durations = Readonly<Record<string, readonly number[]>>;

const program = fileURLToPath(new URL("../../../../apps/dashboard/bench/main.ts", import.meta.url));
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** How long the dashboard takes to show what a person did, with 200 creators loaded. */
export const dashboardBenchmark: Benchmark = {
  name: "dashboard",
  title: "Dashboard",
  method:
    "The built page with 200 creators in the system's Chromium, headless, without a graphics card. Each interaction is real input, made in turns with the others; its figure is the browser's own Event Timing, from the input to the next picture, in steps of 8 ms (0 is under 16 ms): the median over the rounds, and in the last line the slowest of all. After a switch of language the table and the charts follow in the pictures after that one.",
  run: async ({ isQuick, signal, progress }) => {
    if (!browsers.some((path) => existsSync(path))) throw new Skip("there is no Chromium");
    progress("200 creators in Chromium");
    const args = ["--conditions=@just-one/source", program, isQuick ? "3" : "15"];
    const { stdout } = await runNodeWell(args, { signal });
    // Safe: the program is the project's own.
    const durations = JSON.parse(stdout) as Durations;
    const bar = { on: "ours", atMost: 100 } as const;
    const rows = Object.entries(durations).map(([measure, values]): Row => ({
      measure,
      unit: "ms",
      ours: computeQuartiles(values).median,
      bar,
    }));
    const slowest = Math.max(...Object.values(durations).flat());
    return [...rows, { measure: "the slowest of all rounds", unit: "ms", ours: slowest }];
  },
};
