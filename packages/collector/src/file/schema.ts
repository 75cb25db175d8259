/**
 * One file, many runs by its shape, one by use. Money is calls times the run's price, so it is never counted apart from the
 * items: a call is paid for in `billed` and `lost`, may be in `sent` and `unknown`, and `written_off` counts those paid for
 * whose item went on. `item` is narrow because it is written for every request; replies are only appended.
 */
export const schema = `
create table run (
  run integer primary key, id text not null, operation text not null, parameters text not null, columns text, price text, budget text,
  max_calls integer, inputs text not null, created_at integer not null, is_planned integer not null default 0,
  duplicates integer not null default 0, written_off integer not null default 0, planner text, planner_beat integer
) strict;
create table item (
  run integer not null, seq integer not null, key blob, state integer not null, attempts integer not null default 0,
  worker integer, sent_at integer, settled_at integer, reason text, label text, parameters text not null,
  primary key (run, seq)
) strict, without rowid;
create unique index item_key on item (run, key) where key is not null;
create table tally (run integer not null, state integer not null, items integer not null, primary key (run, state)) strict, without rowid;
create table reply (
  run integer not null, seq integer not null, request_id text, record_time text, fetched_at integer not null, is_empty integer not null,
  data blob not null,
  primary key (run, seq)
) strict;
create table worker (
  worker integer primary key, run integer not null, process text not null, heartbeat integer not null, is_closed integer not null default 0
) strict;
create table slice (
  run integer not null, number integer not null, first integer not null, last integer not null, worker integer,
  is_done integer not null default 0, primary key (run, number)
) strict, without rowid`;
