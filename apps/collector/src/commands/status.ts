import { encodeJson, show } from "@just-one/encoders";
import { itemStates } from "@just-one/collector";
import { listRuns, type RunSummary } from "@just-one/postgres/board";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type StoreOptions, withStore } from "../open-store.ts";
import type { Surroundings } from "../surroundings.ts";

export interface StatusOptions extends StoreOptions {
  readonly json?: boolean;
}

/** `status`: how all runs of a store stand. Sends nothing. */
export async function status(options: StatusOptions, surroundings: Surroundings): Promise<ExitCode> {
  return withStore(options, surroundings, async (pool) => {
    const runs = await listRuns(pool);
    if (options.json === true) surroundings.stdout.write(encodeJson(runs));
    else if (runs.length === 0)
      surroundings.stderr.write(
        show`just-one-collector: no run is planned here; plan one: just-one collect OPERATION --store …\n`,
      );
    else for (const run of runs) surroundings.stdout.write(show`${run.name}  ${describe(run)}\n`);
    return exitCodes.done;
  });
}

function describe(run: RunSummary): string {
  const counts = itemStates.filter((state) => run.items[state] > 0).map((state) => `${run.items[state]} ${state}`);
  const workers = run.workers === 1 ? "1 worker" : `${run.workers} workers`;
  return [...counts, workers, ...listObstacles(run)].join(" · ");
}

/** Why nothing more of a run is sent, in words. */
export function listObstacles(run: RunSummary): readonly string[] {
  const { isPlanned, isAtHome, isSpent, items, pausesUntil, pausesFor } = run;
  return [
    isPlanned ? "" : "is being planned",
    isAtHome
      ? ""
      : "refused: another server; say what to assume with `just-one collect reconcile FOLDER --after-failover …`",
    isSpent && items.planned > 0 ? "its limit is reached" : "",
    pausesUntil === undefined ? "" : `pauses for ${pausesFor ?? "a while"} until ${pausesUntil.toISOString()}`,
  ].filter((each) => each !== "");
}
