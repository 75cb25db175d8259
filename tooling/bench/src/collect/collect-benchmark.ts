import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bar, Benchmark, BenchmarkContext, Row } from "../benchmark.ts";
import { measureRounds } from "../measure-rounds.ts";
import { runNodeWell } from "../run-node.ts";
import { computeQuartiles, computeRatios } from "../statistics.ts";
import type { CollectSample } from "./collect-sample.ts";

const program = fileURLToPath(new URL("run-collect.ts", import.meta.url));

/** Paying for each input at most once, against keeping nothing durable. */
export const collectBenchmark: Benchmark = {
  name: "collect",
  title: "Collecting",
  method:
    "A function in the same process stands in for the vendor, at once or after 20 ms, 64 at once. `@just-one/collector` plans its items, records every request " +
    "before it leaves and keeps every reply, all of it on disk at each commit; p-queue calls the same function and writes the replies to a file, which it does not sync. " +
    "Each run has a process of its own, and they take turns. Without `--quick` a million items are collected once, " +
    "where V8 is held to 4 MB for what lives shortly, as the command holds it. " +
    "pg-boss on PGlite is not here: what it takes (5 to 20 s to start, 500 MB) is in docs/decisions/2026-11-27-collecting.md.",
  run: async (context) => {
    const items = context.isQuick ? 10_000 : 20_000;
    const rounds = context.isQuick ? 3 : 8;
    const rows: Row[] = [];
    for (const [delayMs, atLeast] of [
      [20, 0.9],
      [0, 0.4],
    ] as const) {
      const samples = await measureRounds({
        rounds,
        contenders: {
          ours: () => measure("ours", { items, delayMs, context }),
          queue: () => measure("p-queue", { items, delayMs, context }),
        },
        onRound: (round) => context.progress(`${delayMs} ms a call, round ${round + 1} of ${rounds}`),
      });
      const [ours, theirs] = [samples.ours.map(({ rate }) => rate), samples.queue.map(({ rate }) => rate)];
      rows.push({
        measure: delayMs === 0 ? "items a second, calls that take no time" : `items a second, calls of ${delayMs} ms`,
        unit: "/s",
        ours: computeQuartiles(ours).median,
        peer: { name: "p-queue and a file", value: computeQuartiles(theirs).median },
        ratio: computeRatios(ours, theirs),
        bar: { on: "ratio", atLeast },
      });
      if (delayMs > 0)
        rows.push(
          only(
            "start to the first request",
            "ms",
            samples.ours.map(({ firstMs }) => firstMs),
            { atMost: 300 },
          ),
        );
      else
        rows.push(
          only(
            "items planned a second",
            "/s",
            samples.ours.map(({ planRate }) => planRate),
            { atLeast: 100_000 },
          ),
        );
    }
    return context.isQuick ? rows : [...rows, ...(await measureMemory(context))];
  },
};

/** Minutes long: a million items, against ten thousand. */
async function measureMemory(context: BenchmarkContext): Promise<readonly Row[]> {
  context.progress("10,000 items");
  const options = { delayMs: 0, context, flags: ["--max-semi-space-size=4"] };
  const few = await measure("ours", { items: 10_000, ...options });
  context.progress("1,000,000 items");
  const many = await measure("ours", { items: 1_000_000, ...options });
  return [
    { measure: "items a second of 1,000,000", unit: "/s", ours: many.rate },
    only("memory at 1,000,000 items", "MB", [many.rssMb], { atMost: 200 }),
    {
      measure: "the same",
      unit: "MB",
      ours: many.rssMb,
      peer: { name: "at 10,000", value: few.rssMb },
      ratio: computeRatios([many.rssMb], [few.rssMb]),
      bar: { on: "ratio", atMost: 1.8 },
    },
  ];
}

function only(title: string, unit: string, values: readonly number[], bar: Omit<Bar, "on">): Row {
  return { measure: title, unit, ours: computeQuartiles(values).median, bar: { on: "ours", ...bar } };
}

async function measure(
  name: "ours" | "p-queue",
  {
    items,
    delayMs,
    context,
    flags = [],
  }: { items: number; delayMs: number; context: BenchmarkContext; flags?: readonly string[] },
): Promise<CollectSample> {
  const folder = await mkdtemp(join(context.folder, "collect-"));
  try {
    const { stdout } = await runNodeWell([...flags, program, name, String(items), String(delayMs), folder], context);
    // Safe: run-collect.ts prints this.
    return JSON.parse(stdout) as CollectSample;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
