import { fileURLToPath } from "node:url";
import type { BenchmarkContext, Row } from "../benchmark.ts";
import { computeQuartiles } from "../statistics.ts";
import { runOnMachines, type Store } from "./store.ts";

interface LimiterSample {
  readonly calls: number;
  readonly firstAt: number;
}

const perSecond = 200;
const program = fileURLToPath(new URL("run-limiter.ts", import.meta.url));
let accounts = 0;

/** Whether each of four processes gets its share of a rate, and all together no more than that. */
export async function measureLimiter(store: Store, context: BenchmarkContext): Promise<readonly Row[]> {
  const rounds = context.isQuick ? 1 : 4;
  const fairness: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    context.progress(`limits, round ${round + 1} of ${rounds}`);
    const until = Date.now() + 6000;
    const args = [`limiter ${(accounts += 1)}`, String(perSecond * 60), String(until)];
    const samples = await runOnMachines<LimiterSample>(program, args, { store, context });
    const calls = samples.map((one) => one.calls);
    const sum = calls.reduce((all, one) => all + one, 0);
    // Jain's: 1 where all have the same.
    fairness.push(sum ** 2 / (calls.length * calls.reduce((all, one) => all + one ** 2, 0)));
    rates.push((sum / (until - Math.min(...samples.map((one) => one.firstAt)))) * 1000);
  }
  return [
    {
      measure: "fairness of a shared rate, 4 processes",
      unit: "",
      ours: computeQuartiles(fairness).median,
      bar: { on: "ours", atLeast: 0.95 },
    },
    {
      measure: `starts a second, of ${perSecond} allowed`,
      unit: "/s",
      ours: computeQuartiles(rates).median,
      bar: { on: "ours", atMost: perSecond * 1.02 },
    },
  ];
}
