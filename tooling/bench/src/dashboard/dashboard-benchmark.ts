import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Benchmark, type Row, Skip } from "../benchmark.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles } from "../statistics.ts";

/** What the dashboard's own program prints: each interaction's durations in ms, a round each. */
type Durations = Readonly<Record<string, readonly number[]>>;

const program = fileURLToPath(new URL("../../../../apps/dashboard/bench/main.ts", import.meta.url));
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** How many creators are loaded, and how many ms the page may take then to show what a person did. */
const lists = [
  { creators: 200, atMost: 100 },
  { creators: 2000, atMost: 200 },
] as const;

/** A long list is pasted beside a short table, too; that may take what a long list may. */
const pasteLong = { measure: "paste 2,000 ids", atMost: 200 } as const;

/** How long the dashboard takes to show what a person did, with a list as people have them and with a very long one. */
export const dashboardBenchmark: Benchmark = {
  name: "dashboard",
  title: "Dashboard",
  method:
    "The built page with 200 creators, and with 2,000, in the system's Chromium, headless, without a graphics card. Each interaction is real input, made in turns with the others; its figure is the browser's own Event Timing, from the input to the next picture, in steps of 8 ms (0 is under 16 ms): the median over the rounds, and in the last line the slowest of all. After a switch of language the table and the charts follow in the pictures after that one.",
  run: async ({ isQuick, signal, progress }) => {
    if (!browsers.some((path) => existsSync(path))) throw new Skip("there is no Chromium");
    const all: Row[] = [];
    for (const { creators, atMost } of lists) {
      progress(`${creators} creators in Chromium`);
      const rounds = isQuick ? 3 : creators === 200 ? 15 : 5;
      const args = ["--conditions=@just-one/source", program, String(rounds), String(creators)];
      const { stdout } = await runNodeWell(args, { signal });
      // Safe: the program is the project's own.
      const durations = JSON.parse(stdout) as Durations;
      const rows = Object.entries(durations).map(([measure, values]): Row => ({
        measure: `${creators} creators: ${measure}`,
        unit: "ms",
        ours: computeQuartiles(values).median,
        bar: { on: "ours", atMost: measure === pasteLong.measure ? pasteLong.atMost : atMost },
      }));
      const slowest = Math.max(...Object.values(durations).flat());
      all.push(...rows, { measure: `${creators} creators: the slowest of all rounds`, unit: "ms", ours: slowest });
    }
    return all;
  },
};
