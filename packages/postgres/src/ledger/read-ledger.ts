import type { LedgerEntry, LedgerTotals, UsageRow } from "@just-one/core";
import { ask } from "../ask.ts";
import type { PostgresPool } from "../pool.ts";

type Row = Readonly<Record<string, unknown>>;

/** What is spent and reserved within a scope, as reservations are held to it. */
export async function readTotals(pool: PostgresPool, account: string, scope: object): Promise<LedgerTotals> {
  const [row] = await ask(
    pool,
    `select (t.total).* from jsonb_to_record($2::jsonb)
        as scope (label text, prefix text, day text, since double precision),
      just_one.read_since(scope.since, $3, clock_timestamp()) as start,
      lateral (select just_one.sum_up($1, scope.label, scope.prefix, just_one.server_day(scope.day, $3, clock_timestamp()), start.from_day, start.from_minute)
        as total) as t`,
    [account, JSON.stringify(scope), Date.now()],
  );
  return toTotals(row ?? {});
}

/** The sums of a scope by day, operation and label. */
export async function readUsage(
  pool: PostgresPool,
  account: string,
  scope: object,
  abandonedAfterMs: number,
): Promise<UsageRow[]> {
  const rows = await ask(
    pool,
    `with scope as materialized (
      select label, prefix, just_one.server_day(day, $3, clock_timestamp()) as day, since, start.*
      from jsonb_to_record($2::jsonb) as t (label text, prefix text, day text, since double precision),
        just_one.read_since(since, $3, clock_timestamp()) as start
    ), place as (
      select day, operation, label, spent_calls, reserved_calls, spent_cost, reserved_cost, reserved_day, null::timestamptz as minute
        from just_one.sum where account = $1 and (select from_minute from scope) is null
      union all
      select day, operation, label, spent_calls, reserved_calls, spent_cost, reserved_cost, null, minute
        from just_one.minute_sum where account = $1 and minute >= (select from_minute from scope)
    ), kept as (
      select place.* from place, scope where (scope.label is null or place.label = scope.label)
        and (scope.prefix is null or starts_with(place.label, scope.prefix))
        and (scope.day is null or place.day = scope.day)
        and (scope.from_day is null or place.reserved_day >= scope.from_day)
    )
    select day, operation, label, sum(spent_calls) as spent_calls, sum(reserved_calls) as reserved_calls,
      sum(spent_cost) as spent_cost, sum(reserved_cost) as reserved_cost, (
        select count(*) from just_one.entry e, scope
          where e.account = $1 and (e.is_unknown or ${isAbandoned("$4")}) and e.day = kept.day and e.operation = kept.operation
            and e.label = kept.label and (scope.from_minute is null or e.reserved_at >= scope.from_minute)
            and (scope.from_day is null or just_one.shanghai_day(e.reserved_at) >= scope.from_day)
      ) as unknown_calls
    from kept group by day, operation, label order by day, operation, label`,
    [account, JSON.stringify(scope), Date.now(), toInterval(abandonedAfterMs)],
  );
  return rows.map((row) =>
    Object.assign(toTotals(row), {
      day: String(row["day"]),
      operation: String(row["operation"]),
      label: String(row["label"]),
      unknownCalls: Number(row["unknown_calls"]),
    }),
  );
}

/** Requests that ended as unknown, or were reserved so long ago that their process must be dead; oldest first. */
export async function readEntries(
  pool: PostgresPool,
  account: string,
  abandonedAfterMs: number,
): Promise<LedgerEntry[]> {
  const rows = await ask(
    pool,
    `select id, operation, label, day, cost from just_one.entry
      where account = $1 and (is_unknown or ${isAbandoned("$2")})
      order by number`,
    [account, toInterval(abandonedAfterMs)],
  );
  return rows.map(({ id, operation, label, day, cost }) => ({
    id: String(id),
    operation: String(operation),
    label: String(label),
    day: String(day),
    cost: String(cost),
  }));
}

function isAbandoned(afterMs: string): string {
  return `reserved_at < clock_timestamp() - ${afterMs} * interval '1 millisecond'`;
}

/** Ten years are for ever, and `Infinity` is no interval. */
function toInterval(ms: number): number {
  return Math.min(ms, 315_360_000_000);
}

export function toTotals(row: Row): LedgerTotals {
  return {
    spentCalls: Number(row["spent_calls"]),
    reservedCalls: Number(row["reserved_calls"]),
    spentCost: toShortest(row["spent_cost"]),
    reservedCost: toShortest(row["reserved_cost"]),
  };
}

/** `numeric` comes as a text, with as many decimals as any of what was added has. */
function toShortest(amount: unknown): string {
  const text = String(amount);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
