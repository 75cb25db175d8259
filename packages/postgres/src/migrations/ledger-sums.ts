/** What the tables of the ledger add up to, and how they change. */
export const ledgerSums = `
create type just_one.totals as (
  spent_calls bigint, reserved_calls bigint, spent_cost numeric, reserved_cost numeric
);

create function just_one.shanghai_day(at timestamptz) returns date language sql immutable as $$
  select ($1 at time zone 'Asia/Shanghai')::date
$$;

-- A machine's today is the server's: one whose clock is wrong gets no budget of another day. Other days are what they are.
create function just_one.server_day(given text, machine_ms double precision, now_at timestamptz) returns text language sql stable as $$
  select case when given = to_char(just_one.shanghai_day(to_timestamp(machine_ms / 1000)), 'YYYY-MM-DD')
    then to_char(just_one.shanghai_day(now_at), 'YYYY-MM-DD') else given end
$$;

create function just_one.to_server_days(list jsonb, machine_ms double precision, now_at timestamptz) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(
    case when one ? 'day' then one || jsonb_build_object('day', just_one.server_day(one ->> 'day', machine_ms, now_at)) else one end
    order by place), '[]')
  from jsonb_array_elements(list) with ordinality as t (one, place)
$$;

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

create function just_one.to_json(given just_one.totals) returns jsonb language sql stable as $$
  select jsonb_build_object(
  'spentCalls', given.spent_calls, 'reservedCalls', given.reserved_calls,
  'spentCost', trim_scale(given.spent_cost)::text, 'reservedCost', trim_scale(given.reserved_cost)::text)
$$;

-- The first day of a budget's period; nothing for one that never ends.
create function just_one.start_of(period text, now_at timestamptz) returns date language sql immutable as $$
  select case period when 'day' then just_one.shanghai_day(now_at)
    when 'month' then date_trunc('month', just_one.shanghai_day(now_at)::timestamp)::date end
$$;

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
$$;`;
