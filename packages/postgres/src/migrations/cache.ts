import type { Migration } from "./migration.ts";

/**
 * Replies that were paid for. `json` keeps the vendor's text letter by letter, long integers and the order of keys included; `jsonb` would not.
 * A claim says who pays for one that is not there yet: whoever comes meanwhile waits.
 */
export const cache: Migration = {
  version: 4,
  name: "replies",
  sql: `
create table just_one.cached (
  account just_one.name not null,
  key bytea not null,
  reply json not null,
  request_id text,
  record_time text,
  is_rounded boolean not null,
  stored_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (account, key)
);
create index cached_by_time on just_one.cached (account, stored_at);

create table just_one.claim (
  account just_one.name not null,
  key bytea not null,
  holder just_one.name not null,
  -- Whether its request may have left.
  is_sent boolean not null default false,
  -- Until then its holder lives; one that may have been paid for is left alone until then.
  expires_at timestamptz not null,
  is_doubtful boolean not null default false,
  primary key (account, key)
) with (fillfactor = 50);

create function just_one.find_cached(of_account text, of_key bytea) returns jsonb language sql stable as $$
  select jsonb_build_object('reply', reply::text, 'requestId', request_id, 'recordTime', record_time,
    'isRounded', is_rounded, 'ageMs', extract(epoch from clock_timestamp() - stored_at) * 1000,
    'leftMs', extract(epoch from expires_at - clock_timestamp()) * 1000)
  from just_one.cached where account = of_account and key = of_key and expires_at > clock_timestamp()
$$;

-- The reply; else {"is": "yours"}, who is to pay for it, {"is": "busy"} while somebody else does, {"is": "doubtful"} when
-- somebody may have and is gone.
create function just_one.find_or_claim(of_account text, of_key bytea, of_holder text, doubt_ms double precision)
returns jsonb language plpgsql as $$
declare
  found_reply jsonb := just_one.find_cached(of_account, of_key);
  c just_one.claim;
  lease timestamptz := clock_timestamp() + interval '10 seconds';
begin
  if found_reply is not null then return found_reply; end if;
  insert into just_one.claim (account, key, holder, expires_at) values (of_account, of_key, of_holder, lease)
    on conflict do nothing;
  select * into c from just_one.claim where account = of_account and key = of_key for update;
  if not found then return '{"is": "busy"}'; end if; -- given back in this moment
  if c.holder <> of_holder then
    if c.is_doubtful and c.expires_at > clock_timestamp() then return '{"is": "doubtful"}'; end if;
    -- One that lasts longer than any was written before the clock was set back.
    if not c.is_doubtful and c.expires_at > clock_timestamp() and c.expires_at < clock_timestamp() + interval '11 seconds' then
      return '{"is": "busy"}';
    end if;
    if c.is_sent and not c.is_doubtful then
      update just_one.claim set is_doubtful = true, expires_at = clock_timestamp() + doubt_ms * interval '1 millisecond'
        where account = of_account and key = of_key;
      return '{"is": "doubtful"}';
    end if;
    update just_one.claim set holder = of_holder, is_sent = false, is_doubtful = false, expires_at = lease
      where account = of_account and key = of_key;
  end if;
  -- Whoever had it before has kept the reply before it gave the claim back.
  found_reply := just_one.find_cached(of_account, of_key);
  if found_reply is null then
    -- Of what was committed while this waited, a statement sees nothing there.
    if current_setting('transaction_isolation') <> 'read committed' then return '{"is": "yours", "isStale": true}'; end if;
    return '{"is": "yours"}';
  end if;
  delete from just_one.claim where account = of_account and key = of_key and holder = of_holder;
  return found_reply;
end $$;

create function just_one.keep_reply(of_account text, of_key bytea, told jsonb, text_of_reply text, max_entries bigint)
returns void language plpgsql as $$
declare
  now_at timestamptz := clock_timestamp();
begin
  insert into just_one.cached values (of_account, of_key, text_of_reply::json, told ->> 'requestId', told ->> 'recordTime',
      coalesce((told ->> 'isRounded')::boolean, false), now_at - (told ->> 'ageMs')::double precision * interval '1 millisecond',
      now_at + (told ->> 'leftMs')::double precision * interval '1 millisecond')
    on conflict (account, key) do update set reply = excluded.reply, request_id = excluded.request_id,
      record_time = excluded.record_time, is_rounded = excluded.is_rounded, stored_at = excluded.stored_at,
      expires_at = excluded.expires_at;
  -- Now and then is enough.
  if random() < 0.02 then
    delete from just_one.cached where account = of_account and expires_at <= now_at;
    delete from just_one.cached where account = of_account and key in (
      select key from just_one.cached where account = of_account order by stored_at desc offset max_entries);
    delete from just_one.claim where account = of_account and expires_at < now_at - interval '1 day';
  end if;
end $$;
`,
};
