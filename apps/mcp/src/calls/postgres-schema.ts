/** The tables of the schema that remembers calls; times are the server's, in epoch milliseconds. */
export const schema = `
  create schema if not exists just_one_mcp;
  create table if not exists just_one_mcp.calls (
    account text not null, id text not null, question text not null, operation text not null, principal text not null,
    label text not null, day text not null, cost text not null, is_fresh boolean not null, state text not null,
    alive_at bigint not null, started_at bigint not null, ended_at bigint, bytes integer, failure text,
    primary key (account, id));
  create index if not exists calls_by_question on just_one_mcp.calls (account, md5(question), started_at);
  create index if not exists calls_by_state on just_one_mcp.calls (account, state, alive_at)
    where state in ('claimed', 'sent', 'unknown');
  create index if not exists calls_by_end on just_one_mcp.calls (account, ended_at);
  create table if not exists just_one_mcp.replies (account text, id text, json text not null, primary key (account, id));
  create table if not exists just_one_mcp.readers (account text, id text, principal text, primary key (account, id, principal));
  create table if not exists just_one_mcp.batches (account text, id text, json text not null, updated_at bigint not null,
    primary key (account, id));
  create table if not exists just_one_mcp.grants (account text, day text, principal text, by text, calls bigint not null,
    primary key (account, day, principal, by));
  create table if not exists just_one_mcp.nonces (account text, nonce text, taken_at bigint not null, primary key (account, nonce));
  create table if not exists just_one_mcp.declines (account text, principal text, at bigint not null, primary key (account, principal));
  create table if not exists just_one_mcp.secrets (account text primary key, value bytea not null)`;

/** Nobody else's lock: several may make the tables at once. */
export const schemaLock = 0x6a6f_6d63;
