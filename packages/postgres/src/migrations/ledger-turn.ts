/** The one statement by which processes talk to the ledger. */
export const ledgerTurn = `
-- All that a process has to say and to ask at one time. Answers one element for each entry that is asked for: null where it
-- is reserved now, else what does not allow it.
create function just_one.describe_budget(given just_one.budget, now_at timestamptz) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object(
  'name', given.name, 'label', given.label, 'prefix', given.prefix, 'period', given.period,
  'maxCalls', given.max_calls, 'maxCost', trim_scale(given.max_cost)::text,
  'softCalls', given.soft_calls, 'softCost', trim_scale(given.soft_cost)::text,
  'startMs', extract(epoch from just_one.start_of(given.period, now_at)::timestamp at time zone 'Asia/Shanghai') * 1000))
$$;

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
  if just_one.shanghai_day(to_timestamp(machine_ms / 1000)) <> just_one.shanghai_day(now_at) then
    limits := just_one.to_server_days(limits, machine_ms, now_at);
    asked := just_one.to_server_days(asked, machine_ms, now_at);
  end if;

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
end $$;`;
