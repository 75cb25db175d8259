import { ConfigError } from "@just-one/core";
import { findUnknown } from "@just-one/options/find-unknown";
import { isName, longestNameBytes } from "./is-name.ts";
import type { PostgresPool } from "./pool.ts";
import { watchPool } from "./watch-pool.ts";

/** What all parts have in common. */
export interface SharedOptions {
  /** Connections to the database, as of `openPostgres` or a `Pool` of `pg`. It stays yours: you end it. */
  readonly pool: PostgresPool;
  /** Whose money, limits and doors: any name of yours, one for each account that shares the database. @default "default" */
  readonly account?: string | undefined;
}

/** Reads options once. @throws ConfigError that names what cannot work */
export function checkShared<Options extends SharedOptions>(
  where: string,
  given: Options,
  shape: { readonly [Name in Exclude<keyof Options, keyof SharedOptions>]-?: number | "a function" },
): Options & { readonly account: string } {
  if (typeof given !== "object" || given === null)
    throw new ConfigError(`the options of the ${where} must be an object`);
  const options = { ...given, account: given.account ?? "default" };
  const names: object = { pool: 0, account: 0, ...shape };
  const unknown = findUnknown<object>("", options, names);
  if (unknown !== undefined) throw new ConfigError(unknown);
  if (typeof options.pool?.connect !== "function") throw new ConfigError("`pool` must be a pool of `pg`");
  if (!isName(options.account))
    throw new ConfigError(`\`account\` must be a text of ${longestNameBytes} bytes at most`);
  for (const [name, least] of Object.entries<number | "a function">(shape)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    if (typeof least === "string" && typeof value !== "function") throw new ConfigError(`\`${name}\` must be ${least}`);
    if (typeof least === "number" && !(typeof value === "number" && value >= least))
      throw new ConfigError(`\`${name}\` must be a number, ${least} or more`);
  }
  watchPool(options.pool);
  return options;
}
