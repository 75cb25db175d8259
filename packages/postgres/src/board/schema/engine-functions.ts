/** What the engine needs: which ranges are to be worked on, pauses, and runs that are planned by the clock. */
export const engineFunctions = `
-- Ranges that nobody holds and that may be sent now, the first few of each run, so that no run waits for all of another. Whoever asks
-- makes jobs of them; a job that was lost is made again two minutes later.
create function just_one.feed_slices() returns table (name text, number integer) language plpgsql as $$
begin
  return query
  with free as (
    select r.run, r.name, s.number, s.fed_at from just_one.run r
    cross join lateral (
      select f.number, f.fed_at from just_one.slice f where f.run = r.run and f.worker is null and not f.is_done order by f.number limit 64
    ) s
    where r.is_planned and (r.allowed is null or r.held < r.allowed) and (r.pauses_until is null or r.pauses_until <= clock_timestamp())
      and r.server = just_one.identify_server()
  )
  update just_one.slice s set fed_at = clock_timestamp() from free
  where s.run = free.run and s.number = free.number and s.worker is null and not s.is_done
    and (free.fed_at is null or free.fed_at < clock_timestamp() - interval '2 minutes')
    and s.fed_at is not distinct from free.fed_at
  returning free.name, s.number;
end
$$;

-- Nothing of a run is worked on for a while.
create function just_one.pause_run(p_name text, p_until timestamptz, p_for text) returns void language sql as $$
  update just_one.run set pauses_until = p_until, pauses_for = p_for
  where name = p_name and (pauses_until is null or pauses_until < p_until)
$$;

-- Plans a run with the inputs and limits of another one; false where it is there already.
create function just_one.copy_run(p_from text, p_name text) returns boolean language plpgsql as $$
declare
  v_from just_one.run;
  v_run bigint;
  v_tally bigint[];
begin
  perform just_one.be_durable();
  select * into v_from from just_one.run where name = p_from and is_planned;
  if not found then
    raise exception 'no such run' using errcode = 'JO003';
  end if;
  insert into just_one.run (name, id, operation, catalog_entry, parameters, columns, price, budget, max_calls, inputs, created_at, slice_items, allowed, duplicates)
  values (p_name, p_name, v_from.operation, v_from.catalog_entry, v_from.parameters, v_from.columns, v_from.price, v_from.budget, v_from.max_calls,
    v_from.inputs, (extract(epoch from clock_timestamp()) * 1000)::bigint, v_from.slice_items, v_from.allowed, v_from.duplicates)
  on conflict (name) do nothing returning run into v_run;
  if v_run is null then
    return false;
  end if;
  with added as (
    insert into just_one.item (run, seq, key, state, reason, label, parameters, settled_at)
    select v_run, seq, key, case when state = 6 then 6 else 0 end, case when state = 6 then reason end, label, parameters,
      case when state = 6 then settled_at end
    from just_one.item where run = v_from.run
    returning state
  )
  select just_one.count_moves('{}', coalesce(array_agg(state), '{}')) into v_tally from added;
  insert into just_one.slice (run, number, first, last) select v_run, number, first, last from just_one.slice where run = v_from.run;
  update just_one.run set is_planned = true, tally = v_tally, server = just_one.identify_server() where run = v_run;
  return true;
end
$$;
`;
