/** How a run comes to be there, and what people decide about it. */
export const planFunctions = `
-- Begins to plan a run of that name: its number, 0 while somebody else plans it, -1 when it is planned. What a planning that did not
-- end left behind is forgotten; the new one has a number of its own, so that the old planner finds nothing to add to.
create function just_one.begin_plan(p_name text, p_planner uuid, p_silent_ms double precision, p_plan json) returns bigint
language plpgsql as $$
declare
  v_run just_one.run;
begin
  perform just_one.be_durable();
  loop
    insert into just_one.run (name, id, operation, parameters, price, budget, max_calls, inputs, created_at, allowed, planner, planner_beat)
    select p_name, p.id, p.operation, p.parameters, p.price, p.budget, p.max_calls, p.inputs, p.created_at, p.allowed, p_planner,
      clock_timestamp()
    from json_to_record(p_plan) as p(
      id text, operation text, parameters text, price text, budget text, max_calls bigint, inputs text, created_at bigint, allowed bigint
    )
    on conflict (name) do nothing returning * into v_run;
    if found then
      return v_run.run;
    end if;
    select * into v_run from just_one.run where name = p_name for update;
    continue when not found;
    if v_run.is_planned then
      return -1;
    end if;
    if v_run.planner = p_planner then
      return v_run.run; -- asked twice
    end if;
    if v_run.planner is not null and not just_one.is_silent(v_run.planner_beat, p_silent_ms) then
      return 0;
    end if;
    delete from just_one.item where run = v_run.run;
    delete from just_one.reply where run = v_run.run;
    delete from just_one.run where run = v_run.run;
  end loop;
end
$$;

create function just_one.hold_plan(p_run bigint, p_planner uuid) returns void language plpgsql as $$
begin
  perform just_one.be_durable();
  update just_one.run set planner_beat = clock_timestamp() where run = p_run and planner = p_planner and not is_planned;
  if not found then
    raise exception 'another one plans this run' using errcode = 'JO002';
  end if;
end
$$;

-- Adds items; returns how many were known already.
create function just_one.add_items(p_run bigint, p_planner uuid, p_items json, p_replies json) returns bigint language plpgsql as $$
declare
  v_added bigint[];
  v_sum bigint;
begin
  perform just_one.hold_plan(p_run, p_planner);
  with added as (
    insert into just_one.item (run, seq, key, state, reason, label, parameters, settled_at)
    select p_run, n.seq, decode(n.key, 'hex'), n.state, n.reason, n.label, n.parameters,
      case when n.state <> 0 then (extract(epoch from clock_timestamp()) * 1000)::bigint end
    from json_to_recordset(p_items) as n(seq bigint, key text, state smallint, reason text, label text, parameters text)
    on conflict do nothing returning seq, state
  ), kept as (
    insert into just_one.reply (run, seq, request_id, record_time, fetched_at, is_empty, data)
    select p_run, r.seq, r.request_id, r.record_time, r.fetched_at, r.is_empty, r.data
    from json_to_recordset(p_replies)
      as r(seq bigint, request_id text, record_time text, fetched_at bigint, is_empty boolean, data text)
    join added using (seq)
    on conflict do nothing
  )
  select just_one.count_moves('{}', coalesce(array_agg(state), '{}')), count(*) into v_added, v_sum from added;
  update just_one.run set tally = just_one.add_tallies(tally, v_added), duplicates = duplicates + json_array_length(p_items) - v_sum
  where run = p_run;
  return json_array_length(p_items) - v_sum;
end
$$;

-- Ends the planning: cuts ranges for workers, and remembers which server has it.
create function just_one.end_plan(p_run bigint, p_planner uuid, p_columns text, p_slice_items integer) returns void
language plpgsql as $$
declare
  v_last bigint;
  v_items bigint;
begin
  if exists (select from just_one.run where run = p_run and planner = p_planner and is_planned) then
    return; -- asked twice
  end if;
  perform just_one.hold_plan(p_run, p_planner);
  select coalesce(max(seq), 0) into v_last from just_one.item where run = p_run;
  v_items := coalesce(p_slice_items, least(2000, greatest(250, v_last / 40)));
  insert into just_one.slice (run, number, first, last)
  select p_run, n, (n - 1) * v_items + 1, n * v_items from generate_series(1, (v_last + v_items - 1) / v_items) n;
  update just_one.run set is_planned = true, columns = p_columns, slice_items = v_items, server = just_one.identify_server()
  where run = p_run;
end
$$;

-- What a person decides about items, all or those named; returns how many it was true for.
create function just_one.decide(p_run bigint, p_how text, p_seqs bigint[]) returns bigint language plpgsql as $$
declare
  v_from smallint;
  v_to smallint;
  v_moved bigint;
  v_sum bigint := 0;
  v_written_off bigint := 0;
  v_tally bigint[] := '{0,0,0,0,0,0,0,0}';
begin
  perform just_one.be_durable();
  perform 1 from just_one.item
  where run = p_run and (p_seqs is null or seq = any(p_seqs)) and just_one.next_state(p_how, state) is not null
  order by seq for update;
  foreach v_from in array '{1,3,4,7}'::smallint[] loop
    v_to := just_one.next_state(p_how, v_from);
    continue when v_to is null;
    update just_one.item set state = v_to, settled_at = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where run = p_run and (p_seqs is null or seq = any(p_seqs)) and state = v_from;
    get diagnostics v_moved = row_count;
    v_sum := v_sum + v_moved;
    v_tally[v_from + 1] := v_tally[v_from + 1] - v_moved;
    v_tally[v_to + 1] := v_tally[v_to + 1] + v_moved;
  end loop;
  if p_how = 'pay-again' then
    v_written_off := v_sum;
  end if;
  if v_tally[1] > 0 then
    update just_one.slice s set is_done = false, fed_at = null
    where run = p_run and (p_seqs is null or exists (select from unnest(p_seqs) q where q between s.first and s.last));
  end if;
  update just_one.run set tally = just_one.add_tallies(tally, v_tally), written_off = written_off + v_written_off,
    held = held + just_one.count_held(v_tally) + v_written_off
  where run = p_run;
  return v_sum;
end
$$;

-- Sets what may be spent; blocks that workers have not used are taken back.
create function just_one.set_limits(p_run bigint, p_budget text, p_max_calls bigint, p_allowed bigint) returns void language plpgsql as $$
declare
  v_free bigint;
begin
  perform just_one.be_durable();
  select coalesce(sum(free), 0) into v_free from (
    select free from just_one.worker where run = p_run order by worker for update
  ) held_by_workers;
  update just_one.worker set free = 0 where run = p_run and free > 0;
  update just_one.run set budget = p_budget, max_calls = p_max_calls, allowed = p_allowed, held = held - v_free where run = p_run;
end
$$;

-- What a person says of a server that took over, or a restored backup: workers of before are given up, and what is planned may have
-- been sent, or certainly was not.
create function just_one.adopt_server(p_run bigint, p_all_unknown boolean) returns bigint language plpgsql as $$
declare
  v_worker bigint;
  v_moved bigint := 0;
begin
  for v_worker in select worker from just_one.worker where run = p_run order by worker loop
    perform just_one.close_worker(p_run, v_worker, null);
  end loop;
  if p_all_unknown then
    perform 1 from just_one.item where run = p_run and state = 0 order by seq for update;
    update just_one.item set state = 4, settled_at = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where run = p_run and state = 0;
    get diagnostics v_moved = row_count;
  end if;
  update just_one.run set server = just_one.identify_server(), held = held + v_moved,
    tally = just_one.add_tallies(tally, array[-v_moved, 0, 0, 0, v_moved, 0, 0, 0])
  where run = p_run;
  return v_moved;
end
$$;
`;
