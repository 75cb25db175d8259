import { show } from "@just-one/encoders";
import { findStoreRisk, migratePostgres } from "@just-one/postgres";
import { migratePgBoss } from "@just-one/postgres/board";
import { type ExitCode, exitCodes } from "../exit-code.ts";
import { type StoreOptions, withStore } from "../open-store.ts";
import type { Surroundings } from "../surroundings.ts";

/** `migrate`: makes the schemas, or brings them to this version. Several may do so at once. */
export async function migrate(options: StoreOptions, surroundings: Surroundings): Promise<ExitCode> {
  return withStore(options, surroundings, async (pool) => {
    const { applied, version } = await migratePostgres(pool);
    await migratePgBoss(pool);
    const done = applied.length === 0 ? "nothing was to be done" : `done: ${applied.join(", ")}`;
    surroundings.stderr.write(show`just-one-collector: the schema is of version ${version}; ${done}.\n`);
    const risk = await findStoreRisk(pool);
    if (risk !== undefined) surroundings.stderr.write(show`just-one-collector: ${risk}.\n`);
    return exitCodes.done;
  });
}
