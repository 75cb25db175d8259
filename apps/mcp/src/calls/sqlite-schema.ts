/** The tables of the file that remembers calls. */
export const schema = `
  create table calls (
    id text not null primary key, question text not null, operation text not null, principal text not null,
    label text not null, day text not null, cost text not null, isFresh integer not null, state text not null,
    owner text not null, aliveAt integer not null, startedAt integer not null, endedAt integer, bytes integer,
    failure text
  ) strict, without rowid;
  create index callsByQuestion on calls (question, startedAt);
  create index callsByState on calls (state) where state in ('claimed', 'sent', 'unknown');
  create index callsByEnd on calls (endedAt);
  create table replies (id text not null primary key, json text not null) strict;
  create table readers (id text not null, principal text not null, primary key (id, principal)) strict, without rowid;
  create table batches (id text not null primary key, json text not null, updatedAt integer not null) strict;
  create table grants (day text not null, principal text not null, by text not null, calls integer not null,
    primary key (day, principal, by)) strict, without rowid;
  create table nonces (nonce text not null primary key, takenAt integer not null) strict, without rowid;
  create table declines (principal text not null primary key, at integer not null) strict, without rowid;
  create table secrets (name text not null primary key, value blob not null) strict, without rowid`;
