/** Tables of the board, and what its functions share. */
export const boardTables = `
-- One database, many runs. Money is calls times the run's price. \`held\` are calls that are paid for or may be, and those that
-- open workers have taken a block of but not used: it grows only where it stays within \`allowed\`. Tallies count items by state;
-- each worker counts its own, so that workers do not wait for each other, and gives them to the run when it ends.
create table just_one.run (
  run bigint generated always as identity primary key, name text not null unique, id text not null, operation text not null, catalog_entry text,
  parameters text not null, columns text, price text, budget text, max_calls bigint, inputs text not null,
  created_at bigint not null, planner uuid, planner_beat timestamptz, is_planned boolean not null default false,
  slice_items integer, duplicates bigint not null default 0, written_off bigint not null default 0, allowed bigint,
  held bigint not null default 0, tally bigint[] not null default '{0,0,0,0,0,0,0,0}', server text,
  pauses_until timestamptz, pauses_for text
) with (fillfactor = 50);

-- Narrow and half full, because it is written for every request: then the indexes are not.
create table just_one.item (
  run bigint not null, seq bigint not null, key bytea, state smallint not null, attempts integer not null default 0,
  worker bigint, sent_at bigint, settled_at bigint, reason text, label text, parameters text not null,
  primary key (run, seq)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
create unique index item_key on just_one.item (run, key) where key is not null;

-- Only appended to. Text, because JSON of any depth is paid for.
create table just_one.reply (
  run bigint not null, seq bigint not null, request_id text, record_time text, fetched_at bigint not null,
  is_empty boolean not null, data text not null, primary key (run, seq)
);

-- A worker that is not here (any more) sends nothing. \`turn\` and \`permits\` answer a turn whose answer was lost.
create table just_one.worker (
  worker bigint primary key, run bigint not null, process text not null, server text not null, beat timestamptz not null,
  free bigint not null default 0, tally bigint[] not null default '{0,0,0,0,0,0,0,0}', written_off bigint not null default 0,
  turn bigint not null default 0, permits integer[]
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.01);
create index worker_run on just_one.worker (run);

create table just_one.slice (
  run bigint not null, number integer not null, first bigint not null, last bigint not null, worker bigint,
  is_done boolean not null default false, fed_at timestamptz, primary key (run, number)
) with (fillfactor = 50);
create index slice_left on just_one.slice (run, number) where worker is null and not is_done;

-- States: 0 planned, 1 sent, 2 billed, 3 failed, 4 unknown, 5 skipped, 6 invalid, 7 lost; they are never renumbered.
create function just_one.next_state(how text, state smallint) returns smallint language sql immutable parallel safe as $$
  select case
    when how = 'send' and state = 0 then 1
    when how = 'bill' and state in (0, 1, 3, 4, 7) then 2
    when how = 'release' and state in (1, 4) then 0
    when how = 'fail' and state in (1, 4) then 3
    when how = 'refuse' and state = 0 then 3
    when how = 'lose' and state = 1 then 4
    when how = 'reconcile-billed' and state = 4 then 7
    when how = 'reconcile-unbilled' and state = 4 then 0
    when how = 'retry' and state = 3 then 0
    when how = 'pay-again' and state in (4, 7) then 0
  end::smallint
$$;

-- Which calls of a tally are paid for, or may be.
create function just_one.count_held(tally bigint[]) returns bigint language sql immutable parallel safe as $$
  select tally[2] + tally[3] + tally[5] + tally[8]
$$;

create function just_one.add_tallies(a bigint[], b bigint[]) returns bigint[] language sql immutable parallel safe as $$
  select array[a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6], a[7] + b[7], a[8] + b[8]]
$$;

-- Which history of commits this is: a replica that took over has another time line, a restored backup another time line, cluster,
-- database or table. What is committed must stay so, whatever the session's settings are.
create function just_one.identify_server() returns text language plpgsql stable as $$
declare
  v_system text := '-';
begin
  if has_function_privilege('pg_control_system()', 'execute') then
    execute 'select system_identifier::text from pg_control_system()' into v_system;
  end if;
  return concat_ws('/', v_system, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
    (select oid from pg_database where datname = current_database()), 'just_one.item'::regclass::oid);
end
$$;

create function just_one.be_durable() returns void language plpgsql as $$
begin
  if current_setting('synchronous_commit') <> 'remote_apply' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
end
$$;

create function just_one.count_moves(was smallint[], is_now smallint[]) returns bigint[] language sql immutable parallel safe as $$
  select coalesce((
    select array_agg(n order by state) from (
      select state, (select count(*) from unnest(is_now) s where s = state) - (select count(*) from unnest(was) s where s = state) as n
      from generate_series(0, 7) state
    ) counts
  ), '{0,0,0,0,0,0,0,0}')
$$;

-- Clocks are set back, too: a sign of life from the future is none.
create function just_one.is_silent(beat timestamptz, silent_ms double precision) returns boolean language sql volatile as $$
  select abs(extract(epoch from clock_timestamp() - beat) * 1000) > silent_ms
$$;
`;
