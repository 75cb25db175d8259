import { ConfigError } from "@just-one/core";
import { openPostgres, type OpenPostgres } from "@just-one/postgres";
import { CommandError } from "./command-error.ts";
import { exitCodes } from "./exit-code.ts";
import type { Surroundings } from "./surroundings.ts";

export interface StoreOptions {
  readonly store?: string;
}

/** Does something with the store that is named by `--store` or `JUST_ONE_STORE`, and closes it. */
export async function withStore<T>(
  options: StoreOptions,
  { environment }: Surroundings,
  work: (pool: OpenPostgres) => Promise<T>,
  max?: number,
): Promise<T> {
  const store = options.store ?? environment["JUST_ONE_STORE"];
  if (store === undefined || store === "")
    throw new CommandError(
      "say where runs are kept: --store postgres://user@host/database, or JUST_ONE_STORE",
      exitCodes.wrongUse,
    );
  const pool = open(store, environment, max);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function open(store: string, environment: Surroundings["environment"], max: number | undefined): OpenPostgres {
  try {
    return openPostgres(store, { environment, max });
  } catch (error) {
    if (ConfigError.is(error)) throw new CommandError(error.message, exitCodes.wrongUse);
    throw error;
  }
}
