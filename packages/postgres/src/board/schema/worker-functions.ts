/** Who works on what. */
export const workerFunctions = `
-- Registers a worker, where the run's server is still the one that it was planned on.
create function just_one.open_worker(p_run bigint, p_worker bigint, p_process text) returns void language plpgsql as $$
declare
  v_server text;
begin
  perform just_one.be_durable();
  select server into v_server from just_one.run where run = p_run;
  if v_server <> just_one.identify_server() then
    raise exception 'the server is another one' using errcode = 'JO001';
  end if;
  insert into just_one.worker (worker, run, process, server, beat) values (p_worker, p_run, p_process, v_server, clock_timestamp())
  on conflict do nothing;
end
$$;

-- Ends a worker, or gives it up if it was silent for so long: what it had sent and not settled is unknown.
create function just_one.close_worker(p_run bigint, p_worker bigint, p_silent_ms double precision) returns boolean language plpgsql as $$
declare
  v_worker just_one.worker;
  v_slice record;
  v_lost bigint := 0;
  v_moved bigint;
begin
  perform just_one.be_durable();
  select * into v_worker from just_one.worker where worker = p_worker and run = p_run for update;
  if not found or (p_silent_ms is not null and not just_one.is_silent(v_worker.beat, p_silent_ms)) then
    return false;
  end if;
  for v_slice in select first, last from just_one.slice where run = p_run and worker = p_worker order by number loop
    perform 1 from just_one.item
    where run = p_run and seq between v_slice.first and v_slice.last and worker = p_worker and state = 1 order by seq for update;
    update just_one.item set state = 4, settled_at = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where run = p_run and seq between v_slice.first and v_slice.last and worker = p_worker and state = 1;
    get diagnostics v_moved = row_count;
    v_lost := v_lost + v_moved;
  end loop;
  update just_one.slice set worker = null, fed_at = null where run = p_run and worker = p_worker;
  update just_one.run set held = held - v_worker.free, written_off = written_off + v_worker.written_off,
    tally = just_one.add_tallies(just_one.add_tallies(tally, v_worker.tally), array[0, -v_lost, 0, 0, v_lost, 0, 0, 0])
  where run = p_run;
  delete from just_one.worker where worker = p_worker;
  return true;
end
$$;

-- Takes a range that nobody holds: its number; 0 when others hold all that are left, null when there is none. A worker that was given
-- up is shown one and takes none.
create function just_one.take_slice(p_run bigint, p_worker bigint, p_number integer) returns integer language plpgsql as $$
declare
  v_is_open boolean;
  v_slice just_one.slice;
begin
  perform 1 from just_one.worker where worker = p_worker and run = p_run for update;
  v_is_open := found;
  loop
    select * into v_slice from just_one.slice
    where run = p_run and worker is null and not is_done and (p_number is null or number = p_number)
    order by number limit 1 for update skip locked;
    exit when not found;
    if exists (select from just_one.item where run = p_run and seq between v_slice.first and v_slice.last and state = 0) then
      if v_is_open then
        update just_one.slice set worker = p_worker where run = p_run and number = v_slice.number;
      end if;
      return v_slice.number;
    end if;
    update just_one.slice set is_done = true where run = p_run and number = v_slice.number;
  end loop;
  if exists (
    select from just_one.slice
    where run = p_run and not is_done and worker is distinct from p_worker and (p_number is null or number = p_number)
  ) then
    return 0;
  end if;
  return null;
end
$$;

-- Gives a range back. First the lock, then the look: what another one plans again meanwhile must not be taken for done.
create function just_one.end_slice(p_run bigint, p_worker bigint, p_number integer) returns void language plpgsql as $$
begin
  perform 1 from just_one.slice where run = p_run and number = p_number and worker = p_worker for update;
  if not found then
    return;
  end if;
  update just_one.slice s set worker = null, fed_at = null, is_done = not exists (
    select from just_one.item where run = p_run and seq between s.first and s.last and state = 0
  ) where run = p_run and number = p_number;
end
$$;
`;
