import { setTimeout } from "node:timers/promises";
import { createPostgresLatches, openPostgres } from "@just-one/postgres";
import type { BenchmarkContext, Row } from "../benchmark.ts";
import type { Store } from "./store.ts";

/** How soon all know that a door has closed. */
export async function measureDoors(store: Store, context: BenchmarkContext): Promise<readonly Row[]> {
  context.progress("doors");
  const pools = Array.from({ length: 9 }, () => openPostgres(store.url, { max: 2, environment: store.environment }));
  const [closing, ...listening] = pools.map((pool) => createPostgresLatches({ pool, account: "doors" }));
  const waits: number[] = [];
  let closedAt = Infinity;
  const heard = new Set<number>();
  for (const [index, latches] of listening.entries()) {
    latches.subscribe(() => {
      if (heard.has(index) || closedAt === Infinity) return;
      heard.add(index);
      waits.push(performance.now() - closedAt);
    });
  }
  await setTimeout(1000); // until all listen
  for (let round = 0; round < (context.isQuick ? 20 : 100); round += 1) {
    heard.clear();
    closedAt = performance.now();
    await closing?.close({ code: 601, until: Date.now() + 60_000, waitMs: 60_000 });
    while (heard.size < listening.length) await setTimeout(1);
    closedAt = Infinity;
    await setTimeout(10);
  }
  await Promise.all(listening.map(async (latches) => latches.leave()));
  await Promise.all(pools.map(async (pool) => pool.end()));
  const sorted = waits.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return [
    { measure: "milliseconds until a listener hears of a door, median", unit: "ms", ours: at(0.5) },
    { measure: "the same, 99 of 100", unit: "ms", ours: at(0.99), bar: { on: "ours", atMost: 100 } },
  ];
}
