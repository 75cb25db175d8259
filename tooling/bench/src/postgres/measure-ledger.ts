import { fileURLToPath } from "node:url";
import type { BenchmarkContext, Row } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import { runOnMachines, type Store } from "./store.ts";

interface LedgerSample {
  readonly calls: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

const program = fileURLToPath(new URL("run-ledger.ts", import.meta.url));
let accounts = 0;

/** What a call costs that asks for its money, and whether a budget is ever passed. */
export async function measureLedger(store: Store, context: BenchmarkContext): Promise<readonly Row[]> {
  const rounds = context.isQuick ? 2 : 5;
  let overspent = 0;
  const measure = async (how: "together" | "alone", most: number): Promise<number> => {
    const args = [`ledger ${(accounts += 1)}`, how, String(most)];
    const samples = await runOnMachines<LedgerSample>(program, args, { store, context });
    const calls = samples.reduce((sum, one) => sum + one.calls, 0);
    overspent += Math.abs(calls - most);
    const startedAt = Math.min(...samples.map((one) => one.startedAt));
    return (calls / (Math.max(...samples.map((one) => one.endedAt)) - startedAt)) * 1000;
  };
  const { together, alone } = await measureRounds({
    rounds,
    contenders: {
      together: async () => measure("together", context.isQuick ? 3000 : 8000),
      alone: async () => measure("alone", context.isQuick ? 300 : 600),
    },
    onRound: (round) => context.progress(`ledger, round ${round + 1} of ${rounds}`),
  });
  return [
    {
      measure: "calls a second that reserve and settle, 4 processes x 16",
      unit: "/s",
      ours: computeQuartiles(together).median,
      peer: { name: "call by call", value: computeQuartiles(alone).median },
      ratio: computeRatios(together, alone),
      bar: { on: "ratio", atLeast: 5 },
    },
    { measure: "calls beyond the budget, or short of it", unit: "", ours: overspent, bar: { on: "ours", atMost: 0 } },
  ];
}
