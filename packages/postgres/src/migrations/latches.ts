import type { Migration } from "./migration.ts";

/**
 * Doors of the account (no operation) and of operations. Times are the server's. A listener hears of a change by NOTIFY, and whoever
 * hears nothing, behind a pooler, sees another version every two seconds.
 */
export const latches: Migration = {
  version: 3,
  name: "doors",
  sql: `
create table just_one.door (
  account just_one.name not null,
  operation just_one.name not null,
  code integer not null,
  until timestamptz not null,
  wait_ms double precision,
  primary key (account, operation)
);

create table just_one.door_version (
  account just_one.name primary key,
  version bigint not null
);

create function just_one.tell_doors(of_account text) returns void language plpgsql as $$
begin
  insert into just_one.door_version as v values (of_account, 1)
    on conflict (account) do update set version = v.version + 1;
  perform pg_notify('just_one_doors', md5(of_account));
end $$;

create function just_one.close_door(of_account text, of_operation text, of_code integer, left_ms double precision, waited_ms double precision)
returns void language plpgsql as $$
declare
  now_at timestamptz := clock_timestamp();
begin
  insert into just_one.door values (of_account, of_operation, of_code,
      case when left_ms is null then 'infinity' else now_at + left_ms * interval '1 millisecond' end, waited_ms)
    on conflict (account, operation) do update set code = excluded.code, until = excluded.until, wait_ms = excluded.wait_ms;
  -- What only opens at its time is open then; another is tried, and forgotten after a day in which nobody did.
  delete from just_one.door where account = of_account
    and until < case when wait_ms is null then now_at else now_at - interval '1 day' end;
  perform just_one.tell_doors(of_account);
end $$;

create function just_one.open_door(of_account text, of_operation text) returns void language plpgsql as $$
begin
  delete from just_one.door where account = of_account and operation = of_operation;
  if found then perform just_one.tell_doors(of_account); end if;
end $$;
`,
};
