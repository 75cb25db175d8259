import { setTimeout } from "node:timers/promises";
import type { PostgresPool } from "@just-one/postgres";
import { listRuns } from "@just-one/postgres/board";
import { listObstacles } from "../commands/status.ts";

/** Resolves when no run has anything left that can be sent now, and nobody sends. */
export async function waitUntilThrough(pool: PostgresPool, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const runs = await listRuns(pool, { patienceMs: 60_000 });
    const isBusy = runs.some((run) => run.workers > 0 || (run.items.planned > 0 && listObstacles(run).length === 0));
    if (!isBusy) return;
    await setTimeout(250);
  }
}
