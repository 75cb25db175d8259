/** What a worker says and asks with each commit. */
export const turnFunctions = `
-- Settles, refuses and records what is about to leave. Locks are taken in one order everywhere: worker, items by number, ranges, run.
-- Permits: the number of the request, 0 for an item that is not planned, -1 without money, -2 for a worker that was given up.
create function just_one.take_turn(
  p_run bigint, p_worker bigint, p_turn bigint, p_settled bigint[], p_attempts integer[], p_hows text[], p_reasons text[],
  p_replies json, p_refused bigint[], p_refusals text[], p_send bigint[]
) returns integer[] language plpgsql set enable_seqscan = off as $$
declare
  v_worker just_one.worker;
  v_is_open boolean;
  v_now bigint := (extract(epoch from clock_timestamp()) * 1000)::bigint;
  v_tally bigint[] := '{0,0,0,0,0,0,0,0}';
  v_written_off bigint := 0;
  v_more bigint;
  v_free bigint := 0;
  v_planned bigint;
  v_permits integer[] := '{}';
begin
  perform just_one.be_durable();
  select * into v_worker from just_one.worker where worker = p_worker and run = p_run for update;
  v_is_open := found;
  if v_is_open and v_worker.turn >= p_turn then
    return v_worker.permits;
  end if;
  if v_is_open and cardinality(p_send) > 0 and v_worker.server <> just_one.identify_server() then
    raise exception 'the server is another one' using errcode = 'JO001';
  end if;
  perform 1 from just_one.item where run = p_run and seq = any(p_send || p_settled || p_refused) order by seq for update;

  if cardinality(p_settled) > 0 then
    with known as (
      select a.seq, a.reason, a.how, i.state,
        case when a.how = 'bill' or i.attempts = a.attempt then just_one.next_state(a.how, i.state) end as next
      from unnest(p_settled, p_attempts, p_hows, p_reasons) a(seq, attempt, how, reason)
      join just_one.item i on i.run = p_run and i.seq = a.seq
    ), moved as (
      update just_one.item i set state = k.next, settled_at = v_now, reason = k.reason
      from known k where i.run = p_run and i.seq = k.seq and k.next is not null
      returning i.seq, k.state as was, k.next as is_now
    ), kept as (
      -- An item that was billed has its reply, and no other one has.
      insert into just_one.reply (run, seq, request_id, record_time, fetched_at, is_empty, data)
      select p_run, r.seq, r.request_id, r.record_time, r.fetched_at, r.is_empty, r.data
      from json_to_recordset(p_replies)
        as r(seq bigint, request_id text, record_time text, fetched_at bigint, is_empty boolean, data text)
      join moved m on m.seq = r.seq and m.is_now = 2
    )
    select array[
        count(*) filter (where is_now = 0) - count(*) filter (where was = 0),
        -count(*) filter (where was = 1),
        count(*) filter (where is_now = 2),
        count(*) filter (where is_now = 3) - count(*) filter (where was = 3),
        count(*) filter (where is_now = 4) - count(*) filter (where was = 4),
        0, 0,
        -count(*) filter (where was = 7)
      ], (select count(*) from known where how = 'bill' and state = 2)
    into v_tally, v_written_off from moved;
    if 'release' = any(p_hows) then
      update just_one.slice s set is_done = false
      where s.run = p_run and exists (
        select from unnest(p_settled, p_hows) a(seq, how) where how = 'release' and seq between s.first and s.last
      );
    end if;
  end if;
  if cardinality(p_refused) > 0 then
    with moved as (
      update just_one.item i set state = 3, settled_at = v_now, reason = a.reason
      from unnest(p_refused, p_refusals) a(seq, reason)
      where i.run = p_run and i.seq = a.seq and just_one.next_state('refuse', i.state) is not null
      returning 1
    )
    select just_one.add_tallies(v_tally, array[-count(*), 0, 0, count(*), 0, 0, 0, 0]) into v_tally from moved;
  end if;

  -- What became known frees money of this worker's block, or takes of it; who was given up has none.
  v_more := just_one.count_held(v_tally) + v_written_off;
  if v_is_open then
    v_free := greatest(0, v_worker.free - v_more);
    v_more := greatest(0, v_more - v_worker.free);
  end if;

  if cardinality(p_send) > 0 and not v_is_open then
    v_permits := array_fill(-2, array[cardinality(p_send)]);
  elsif cardinality(p_send) > 0 then
    select count(*) into v_planned from just_one.item
    where run = p_run and seq = any(p_send) and just_one.next_state('send', state) is not null;
    if v_planned > v_free then
      v_free := v_free + just_one.take_block(p_run, v_more, v_planned - v_free);
      v_more := 0; -- the block's own statement has it
    end if;
    with asked as (
      select s.seq, s.place, i.attempts, just_one.next_state('send', i.state) is not null as is_planned
      from unnest(p_send) with ordinality s(seq, place) left join just_one.item i on i.run = p_run and i.seq = s.seq
    ), ranked as (
      select seq, place, attempts, is_planned,
        coalesce(sum(is_planned::integer) over (order by place rows between unbounded preceding and 1 preceding), 0) as before
      from asked
    ), sent as (
      update just_one.item i set state = 1, attempts = i.attempts + 1, worker = p_worker, sent_at = v_now, settled_at = null, reason = null
      from ranked r where i.run = p_run and i.seq = r.seq and r.is_planned and r.before < v_free
      returning 1
    )
    select array_agg(case when not is_planned then 0 when before >= v_free then -1 else attempts + 1 end order by place),
      (select count(*) from sent)
    into v_permits, v_planned from ranked;
    v_free := v_free - v_planned;
    v_tally := just_one.add_tallies(v_tally, array[-v_planned, v_planned, 0, 0, 0, 0, 0, 0]);
  end if;

  if v_is_open then
    update just_one.worker set beat = clock_timestamp(), free = v_free, tally = just_one.add_tallies(tally, v_tally),
      written_off = written_off + v_written_off, turn = p_turn, permits = v_permits
    where worker = p_worker;
    if v_more > 0 then
      update just_one.run set held = held + v_more where run = p_run;
    end if;
  else
    update just_one.run set held = held + v_more, tally = just_one.add_tallies(tally, v_tally),
      written_off = written_off + v_written_off
    where run = p_run;
  end if;
  return v_permits;
end
$$;

-- Takes money for so many requests and some to come, as far as there is some. \`p_owed\` was spent beyond what the worker had.
create function just_one.take_block(p_run bigint, p_owed bigint, p_need bigint) returns bigint language plpgsql as $$
declare
  v_run just_one.run;
  v_workers bigint;
  v_rest bigint;
  v_block bigint;
begin
  select * into v_run from just_one.run where run = p_run for update;
  v_rest := coalesce(v_run.allowed, 9007199254740991) - v_run.held - p_owed;
  select count(*) into v_workers from just_one.worker where run = p_run;
  v_block := greatest(0, least(v_rest, greatest(p_need, least(500, v_rest / (4 * greatest(1, v_workers))))));
  update just_one.run set held = held + p_owed + v_block where run = p_run;
  return v_block;
end
$$;
`;
