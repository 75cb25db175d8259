import type { Migration } from "./migration.ts";

/**
 * The money. Whoever changes it holds the account's row until it commits, and does so in one statement: nothing is left
 * locked by a machine that is gone, and a pooler may hand the connection to somebody else afterwards.
 *
 * An entry stands in `entry` until it is settled; what it adds up to, in `sum` by operation, label and day, in `day_total` by
 * day, and for some more than a day in `minute_sum`. `reserved_day` and minutes are the server's clock, `day` is what the machine said. Texts are
 * compared byte by byte, whatever language the database has.
 */
export const ledger: Migration = {
  version: 1,
  name: "ledger and budgets",
  sql: `
create domain just_one.name as text collate "C";

create table just_one.account (
  name just_one.name primary key,
  turns bigint not null default 0
) with (fillfactor = 20);

create table just_one.entry (
  account just_one.name not null,
  id just_one.name not null,
  operation just_one.name not null,
  label just_one.name not null,
  day just_one.name not null,
  cost just_one.name not null,
  amount numeric not null,
  holder just_one.name not null,
  reserved_at timestamptz not null,
  number bigint generated always as identity,
  is_unknown boolean not null default false,
  primary key (account, id)
);

create table just_one.sum (
  account just_one.name not null,
  label just_one.name not null,
  reserved_day date not null,
  day just_one.name not null,
  operation just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, label, reserved_day, day, operation)
) with (fillfactor = 50);

create table just_one.day_total (
  account just_one.name not null,
  reserved_day date not null,
  day just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, reserved_day, day)
) with (fillfactor = 20);

create table just_one.minute_sum (
  account just_one.name not null,
  minute timestamptz not null,
  label just_one.name not null,
  day just_one.name not null,
  operation just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, minute, label, day, operation)
) with (fillfactor = 50);

create table just_one.budget (
  account just_one.name not null,
  name just_one.name not null,
  label just_one.name,
  prefix just_one.name,
  period text not null check (period in ('day', 'month', 'ever')),
  max_calls bigint check (max_calls >= 0),
  max_cost numeric check (max_cost >= 0),
  soft_calls bigint check (soft_calls >= 0),
  soft_cost numeric check (soft_cost >= 0),
  set_at timestamptz not null default clock_timestamp(),
  primary key (account, name),
  check (label is null or prefix is null)
);

create type just_one.totals as (
  spent_calls bigint, reserved_calls bigint, spent_cost numeric, reserved_cost numeric
);

create function just_one.shanghai_day(at timestamptz) returns date
language sql immutable return (at at time zone 'Asia/Shanghai')::date;

-- What is spent and reserved within a scope, from whichever table knows it with the fewest rows.
create function just_one.sum_up(
  of_account text, of_label text, of_prefix text, of_day text, from_day date, from_minute timestamptz
) returns just_one.totals language plpgsql stable as $$
declare total just_one.totals;
begin
  if from_minute is not null then
    select sum(spent_calls), sum(reserved_calls), sum(spent_cost), sum(reserved_cost) into total
      from just_one.minute_sum
      where account = of_account and minute >= from_minute
        and (of_label is null or label = of_label) and (of_prefix is null or starts_with(label, of_prefix))
        and (of_day is null or day = of_day);
  elsif of_label is not null then
    select sum(spent_calls), sum(reserved_calls), sum(spent_cost), sum(reserved_cost) into total
      from just_one.sum
      where account = of_account and label = of_label
        and (from_day is null or reserved_day >= from_day) and (of_day is null or day = of_day);
  elsif of_prefix is not null then
    select sum(spent_calls), sum(reserved_calls), sum(spent_cost), sum(reserved_cost) into total
      from just_one.sum
      where account = of_account and label >= of_prefix and starts_with(label, of_prefix)
        and (from_day is null or reserved_day >= from_day) and (of_day is null or day = of_day);
  else
    select sum(spent_calls), sum(reserved_calls), sum(spent_cost), sum(reserved_cost) into total
      from just_one.day_total
      where account = of_account
        and (from_day is null or reserved_day >= from_day) and (of_day is null or day = of_day);
  end if;
  total.spent_calls := coalesce(total.spent_calls, 0);
  total.reserved_calls := coalesce(total.reserved_calls, 0);
  total.spent_cost := coalesce(total.spent_cost, 0);
  total.reserved_cost := coalesce(total.reserved_cost, 0);
  return total;
end $$;

-- The minute or the day from which on "since" counts: rather too many than too few. A machine whose clock is wrong means
-- the time that has passed on its own.
create function just_one.read_since(
  since_ms double precision, machine_ms double precision, now_at timestamptz,
  out from_day date, out from_minute timestamptz
) language plpgsql immutable as $$
declare
  ahead_ms double precision := machine_ms - extract(epoch from now_at) * 1000;
  at timestamptz;
begin
  if since_ms is null then return; end if;
  at := to_timestamp(greatest((since_ms - case when ahead_ms > 5000 then ahead_ms else 0 end) / 1000, 0));
  if at > now_at - interval '1 day' then from_minute := date_trunc('minute', at, 'UTC');
  else from_day := just_one.shanghai_day(at);
  end if;
end $$;

create function just_one.to_json(given just_one.totals) returns jsonb language sql stable return jsonb_build_object(
  'spentCalls', given.spent_calls, 'reservedCalls', given.reserved_calls,
  'spentCost', trim_scale(given.spent_cost)::text, 'reservedCost', trim_scale(given.reserved_cost)::text);

-- The first day of a budget's period; nothing for one that never ends.
create function just_one.start_of(period text, now_at timestamptz) returns date language sql immutable return
  case period when 'day' then just_one.shanghai_day(now_at)
    when 'month' then date_trunc('month', just_one.shanghai_day(now_at)::timestamp)::date end;

create function just_one.settle(of_account text, settles jsonb) returns void language sql as $$
  with told as materialized (
    select * from jsonb_to_recordset(settles) as t (id text, billing text)
  ), marked as (
    update just_one.entry e set is_unknown = true from told
      where told.billing = 'unknown' and e.account = of_account and e.id = told.id and not e.is_unknown
  ), gone as (
    delete from just_one.entry e using told
      where told.billing <> 'unknown' and e.account = of_account and e.id = told.id
      returning e.*, told.billing
  ), change as materialized (
    select label, day, operation, just_one.shanghai_day(reserved_at) as reserved_day,
      date_trunc('minute', reserved_at, 'UTC') as minute,
      count(*) as calls, sum(amount) as cost,
      count(*) filter (where billing = 'billed') as spent_calls,
      coalesce(sum(amount) filter (where billing = 'billed'), 0) as spent_cost
    from gone group by 1, 2, 3, 4, 5
  ), minutes as (
    update just_one.minute_sum m set
      spent_calls = m.spent_calls + c.spent_calls, reserved_calls = m.reserved_calls - c.calls,
      spent_cost = m.spent_cost + c.spent_cost, reserved_cost = m.reserved_cost - c.cost
    from change c where m.account = of_account and m.minute = c.minute and m.label = c.label and m.day = c.day
      and m.operation = c.operation
  ), days as (
    update just_one.day_total t set
      spent_calls = t.spent_calls + c.spent_calls, reserved_calls = t.reserved_calls - c.calls,
      spent_cost = t.spent_cost + c.spent_cost, reserved_cost = t.reserved_cost - c.cost
    from (
      select reserved_day, day, sum(calls) as calls, sum(cost) as cost, sum(spent_calls) as spent_calls,
        sum(spent_cost) as spent_cost from change group by 1, 2
    ) c where t.account = of_account and t.reserved_day = c.reserved_day and t.day = c.day
  )
  update just_one.sum s set
    spent_calls = s.spent_calls + c.spent_calls, reserved_calls = s.reserved_calls - c.calls,
    spent_cost = s.spent_cost + c.spent_cost, reserved_cost = s.reserved_cost - c.cost
  from (
    select label, reserved_day, day, operation, sum(calls) as calls, sum(cost) as cost,
      sum(spent_calls) as spent_calls, sum(spent_cost) as spent_cost from change group by 1, 2, 3, 4
  ) c where s.account = of_account and s.label = c.label and s.reserved_day = c.reserved_day and s.day = c.day
    and s.operation = c.operation
$$;

create function just_one.reserve(of_account text, of_holder text, now_at timestamptz, taken jsonb)
returns void language sql as $$
  with told as materialized (
    select * from jsonb_to_recordset(taken) as t (id text, operation text, label text, day text, cost text, amount numeric)
  ), kept as (
    insert into just_one.entry (account, id, operation, label, day, cost, amount, holder, reserved_at)
      select of_account, id, operation, label, day, cost, amount, of_holder, now_at from told
  ), change as materialized (
    select label, day, operation, count(*) as calls, sum(amount) as cost from told group by 1, 2, 3
  ), minutes as (
    insert into just_one.minute_sum as m
      select of_account, date_trunc('minute', now_at, 'UTC'), label, day, operation, 0, calls, 0, cost from change
      on conflict (account, minute, label, day, operation) do update set
        reserved_calls = m.reserved_calls + excluded.reserved_calls,
        reserved_cost = m.reserved_cost + excluded.reserved_cost
  ), days as (
    insert into just_one.day_total as t
      select of_account, just_one.shanghai_day(now_at), day, 0, sum(calls), 0, sum(cost) from change group by day
      on conflict (account, reserved_day, day) do update set
        reserved_calls = t.reserved_calls + excluded.reserved_calls,
        reserved_cost = t.reserved_cost + excluded.reserved_cost
  )
  insert into just_one.sum as s
    select of_account, label, just_one.shanghai_day(now_at), day, operation, 0, calls, 0, cost from change
    on conflict (account, label, reserved_day, day, operation) do update set
      reserved_calls = s.reserved_calls + excluded.reserved_calls,
      reserved_cost = s.reserved_cost + excluded.reserved_cost
$$;

-- All that a process has to say and to ask at one time. Answers one element for each entry that is asked for: null where it
-- is reserved now, else what does not allow it.
create function just_one.describe_budget(given just_one.budget, now_at timestamptz) returns jsonb language sql stable
return jsonb_strip_nulls(jsonb_build_object(
  'name', given.name, 'label', given.label, 'prefix', given.prefix, 'period', given.period,
  'maxCalls', given.max_calls, 'maxCost', trim_scale(given.max_cost)::text,
  'softCalls', given.soft_calls, 'softCost', trim_scale(given.soft_cost)::text,
  'startMs', extract(epoch from just_one.start_of(given.period, now_at)::timestamp at time zone 'Asia/Shanghai') * 1000));

create function just_one.ledger_turn(
  of_account text, of_holder text, is_resent boolean, machine_ms double precision,
  settles jsonb, limits jsonb, asked jsonb
) returns jsonb language plpgsql as $$
declare
  now_at timestamptz;
  one record;
  rule record;
  start record;
  so_far just_one.totals;
  sums just_one.totals[] := '{}';
  budgets just_one.budget[] := '{}';
  limit_count integer := jsonb_array_length(limits);
  place integer;
  answer jsonb;
  answers jsonb[] := '{}';
  taken jsonb[] := '{}';
  passed_soft jsonb := '{}';
  found_holder text;
begin
  -- Whatever the database's default is, what is reserved here has to outlast the server.
  if current_setting('synchronous_commit') = 'off' then perform set_config('synchronous_commit', 'local', true); end if;
  -- An update, not a mere lock: it lets nobody go on with what was read before, whatever the isolation level.
  update just_one.account set turns = turns + 1 where name = of_account;
  if not found then
    insert into just_one.account (name) values (of_account)
      on conflict (name) do update set turns = just_one.account.turns + 1;
  end if;
  now_at := clock_timestamp();

  if jsonb_array_length(settles) > 0 then perform just_one.settle(of_account, settles); end if;
  if jsonb_array_length(asked) = 0 then return jsonb_build_object('answers', '[]'::jsonb, 'soft', '{}'::jsonb); end if;

  for rule in
    select * from jsonb_to_recordset(limits) as t (label text, prefix text, day text, since double precision)
  loop
    start := just_one.read_since(rule.since, machine_ms, now_at);
    sums := sums
      || just_one.sum_up(of_account, rule.label, rule.prefix, rule.day, start.from_day, start.from_minute);
  end loop;
  select coalesce(array_agg(b order by b.name), '{}') into budgets from just_one.budget b
    where b.account = of_account and exists (
      select 1 from jsonb_to_recordset(asked) as t (label text)
      where (b.label is null or t.label = b.label) and (b.prefix is null or starts_with(t.label, b.prefix)));
  for place in 1 .. cardinality(budgets) loop
    sums := sums || just_one.sum_up(of_account, budgets[place].label, budgets[place].prefix, null,
      just_one.start_of(budgets[place].period, now_at), null);
  end loop;

  for one in
    select * from jsonb_to_recordset(asked)
      as t (id text, operation text, label text, day text, cost text, amount numeric, limits jsonb)
  loop
    select holder into found_holder from just_one.entry where account = of_account and id = one.id;
    if found then
      -- The answer to the first sending was lost: it is ours.
      answers := answers || case when is_resent and found_holder = of_holder then 'null'::jsonb
        else '{"isTaken": true}'::jsonb end;
      continue;
    end if;

    answer := null;
    -- Those that the caller asked for: {"at": which, "maxCalls", "maxCost"}.
    for rule in
      select ordinality as place, at, "maxCalls", "maxCost" from rows from (
        jsonb_to_recordset(one.limits) as (at integer, "maxCalls" double precision, "maxCost" numeric)) with ordinality
    loop
      so_far := sums[rule.at + 1];
      if so_far.spent_calls + so_far.reserved_calls + 1 > rule."maxCalls"
        or so_far.spent_cost + so_far.reserved_cost + one.amount > rule."maxCost" then
        answer := jsonb_build_object('place', rule.place - 1, 'totals', just_one.to_json(so_far));
        exit;
      end if;
    end loop;
    -- Those that stand in the database.
    for place in 1 .. cardinality(budgets) loop
      exit when answer is not null;
      continue when budgets[place].label <> one.label or not starts_with(one.label, coalesce(budgets[place].prefix, ''));
      so_far := sums[limit_count + place];
      if one.cost = '' and budgets[place].max_cost is not null then
        answer := jsonb_build_object('unpricedFor', budgets[place].name);
      elsif so_far.spent_calls + so_far.reserved_calls + 1 > budgets[place].max_calls
        or so_far.spent_cost + so_far.reserved_cost + one.amount > budgets[place].max_cost then
        answer := jsonb_build_object('budget', just_one.describe_budget(budgets[place], now_at),
          'totals', just_one.to_json(so_far));
      end if;
    end loop;
    if answer is not null then
      answers := answers || answer;
      continue;
    end if;

    -- Every sum that it counts in, whether or not it is held to that one.
    for rule in
      select ordinality as place, label, prefix, day, since from rows from (
        jsonb_to_recordset(limits) as (label text, prefix text, day text, since double precision)) with ordinality
    loop
      continue when rule.label <> one.label or not starts_with(one.label, coalesce(rule.prefix, ''))
        or rule.day <> one.day;
      start := just_one.read_since(rule.since, machine_ms, now_at);
      continue when start.from_minute > now_at or start.from_day > just_one.shanghai_day(now_at);
      so_far := sums[rule.place];
      so_far.reserved_calls := so_far.reserved_calls + 1;
      so_far.reserved_cost := so_far.reserved_cost + one.amount;
      sums[rule.place] := so_far;
    end loop;
    for place in 1 .. cardinality(budgets) loop
      continue when budgets[place].label <> one.label or not starts_with(one.label, coalesce(budgets[place].prefix, ''));
      so_far := sums[limit_count + place];
      so_far.reserved_calls := so_far.reserved_calls + 1;
      so_far.reserved_cost := so_far.reserved_cost + one.amount;
      sums[limit_count + place] := so_far;
      if so_far.spent_calls + so_far.reserved_calls > budgets[place].soft_calls
        or so_far.spent_cost + so_far.reserved_cost > budgets[place].soft_cost then
        passed_soft := passed_soft || jsonb_build_object(budgets[place].name,
          just_one.describe_budget(budgets[place], now_at) || jsonb_build_object('totals', just_one.to_json(so_far)));
      end if;
    end loop;
    answers := answers || 'null'::jsonb;
    taken := taken || to_jsonb(one);
  end loop;

  if cardinality(taken) > 0 then
    perform just_one.reserve(of_account, of_holder, now_at, to_jsonb(taken));
    -- Nobody asks for minutes that are more than a day old.
    if random() < 0.01 then
      delete from just_one.minute_sum where account = of_account and minute < now_at - interval '25 hours';
    end if;
  end if;
  return jsonb_build_object('answers', to_jsonb(answers), 'soft', passed_soft);
end $$;
`,
};
