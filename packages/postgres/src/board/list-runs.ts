import type { ItemState } from "@just-one/collector";
import type { PostgresPool } from "../pool.ts";
import { createAsk } from "./ask-store.ts";
import { toCounts } from "./row.ts";

/** A run of a database, for lists and metrics. */
export interface RunSummary {
  /** The run's name. */
  readonly name: string;
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** False while it is being planned. */
  readonly isPlanned: boolean;
  /** How many items are in each state. */
  readonly items: Readonly<Record<ItemState, number>>;
  /** Workers that are open. */
  readonly workers: number;
  /** Whether its money is spent, or taken by workers. */
  readonly isSpent: boolean;
  /** Until when nothing of it is sent; absent when it goes on. */
  readonly pausesUntil?: Date;
  /** Why: the door that is shut, such as `quota` or `balance`. */
  readonly pausesFor?: string;
  /** Whether the database is the one that it was planned in. */
  readonly isAtHome: boolean;
}

/**
 * Lists the runs of a database, by name.
 *
 * @throws ConfigError when the database cannot be reached or is not migrated
 * @example
 * ```ts
 * for (const { name, items } of await listRuns(pool)) console.log(name, items.planned);
 * ```
 */
export async function listRuns(
  pool: PostgresPool,
  { patienceMs = 0 }: { readonly patienceMs?: number } = {},
): Promise<readonly RunSummary[]> {
  const rows = await createAsk(pool, { patienceMs })(
    `select r.name, r.operation, r.is_planned, r.pauses_for, coalesce(r.held >= r.allowed, false) as is_spent,
      case when r.pauses_until > clock_timestamp() then extract(epoch from r.pauses_until) * 1000 end as pauses_until,
      r.server is null or r.server = just_one.identify_server() as is_at_home, coalesce(w.workers, 0) as workers,
      just_one.add_tallies(r.tally, coalesce(w.tally, '{0,0,0,0,0,0,0,0}')) as tally
    from just_one.run r left join lateral (
      select count(*) as workers, array[sum(tally[1]), sum(tally[2]), sum(tally[3]), sum(tally[4]),
        sum(tally[5]), sum(tally[6]), sum(tally[7]), sum(tally[8])]::bigint[] as tally
      from just_one.worker where run = r.run having count(*) > 0
    ) w on true order by r.name collate "C"`,
    [],
  );
  return rows.map(toSummary);
}

function toSummary(row: Readonly<Record<string, unknown>>): RunSummary {
  const { name, operation, pauses_until: until, pauses_for: pausesFor } = row;
  return {
    name: String(name),
    operation: String(operation),
    isPlanned: row["is_planned"] === true,
    items: toCounts(row["tally"] as readonly unknown[]), // an array in the database
    workers: Number(row["workers"]),
    isSpent: row["is_spent"] === true,
    isAtHome: row["is_at_home"] === true,
    ...(until !== null && { pausesUntil: new Date(Number(until)), pausesFor: String(pausesFor) }),
  };
}
