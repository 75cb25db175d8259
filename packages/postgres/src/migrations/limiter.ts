import type { Migration } from "./migration.ts";

/**
 * The limits of each operation. Unlogged: a server that crashed has forgotten them, which costs a burst and no money, and
 * no commit waits for a disk. All times are the server's; machines are told how long to wait.
 */
export const limiter: Migration = {
  version: 2,
  name: "rate limits",
  sql: `
create unlogged table just_one.pace (
  account just_one.name not null,
  operation just_one.name not null,
  -- How many may run at once; halved when that proves too many.
  most double precision not null,
  cut_at timestamptz not null default '-infinity',
  opens_at timestamptz not null default '-infinity',
  next_slot timestamptz not null default '-infinity',
  -- When the last turn was.
  seen_at timestamptz not null default '-infinity',
  primary key (account, operation)
) with (fillfactor = 20);

create unlogged table just_one.permit (
  account just_one.name not null,
  operation just_one.name not null,
  holder just_one.name not null,
  held integer not null,
  wanted integer not null,
  had_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (account, operation, holder)
) with (fillfactor = 50);

-- What one process has to say and to ask of an operation at one time. "told" has
--   wanted        how many it would have under way now, were there no limit
--   running       how many it has
--   concurrency   how many all may have at once
--   perMinute, burst, slots   the rate, and how many starts are asked for
--   succeeded     how many have, since it was said last
--   limitedAgeMs  how long ago the youngest request started that was answered with 302 since then
--   restMs        how long the operation is to rest in that case, and atLeastMs what the vendor asked for
create function just_one.limiter_turn(of_account text, of_operation text, of_holder text, told jsonb)
returns jsonb language plpgsql as $$
declare
  asked_at timestamptz := clock_timestamp();
  now_at timestamptz;
  p just_one.pace;
  one record;
  concurrency double precision := (told ->> 'concurrency')::double precision;
  wanted integer := (told ->> 'wanted')::integer;
  running integer := (told ->> 'running')::integer;
  share integer := 0;
  of_others integer := 0;
  left_over integer;
  place integer := 0;
  holders integer;
  granted integer;
  gap interval := (60 / (told ->> 'perMinute')::double precision) * interval '1 second';
  slots integer := (told ->> 'slots')::integer;
  -- A request that started just before the operation was closed may seem to have started just after.
  started_at timestamptz := asked_at - ((told ->> 'limitedAgeMs')::double precision + 50) * interval '1 millisecond';
  first_slot timestamptz;
  set_back interval;
begin
  insert into just_one.pace (account, operation, most) values (of_account, of_operation, concurrency)
    on conflict do nothing;
  select * into p from just_one.pace where account = of_account and operation = of_operation for update;
  now_at := clock_timestamp();
  -- A clock that was set back leaves all times in the future, and they would be waited for: they are set back, too.
  if p.seen_at > now_at + interval '1 second' then
    set_back := p.seen_at - now_at;
    p.cut_at := p.cut_at - set_back;
    p.opens_at := p.opens_at - set_back;
    p.next_slot := p.next_slot - set_back;
    update just_one.permit set had_at = had_at - set_back, expires_at = expires_at - set_back
      where account = of_account and operation = of_operation;
  end if;
  p.most := greatest(1, least(p.most, concurrency));

  if started_at is not null then
    if started_at > p.cut_at then
      -- Those that were under way together are one piece of news.
      p.most := greatest(1, p.most / 2);
      p.cut_at := now_at;
      p.opens_at := greatest(p.opens_at, now_at + (told ->> 'restMs')::double precision * interval '1 millisecond');
    elsif told ? 'atLeastMs' then
      p.opens_at := greatest(p.opens_at, now_at + (told ->> 'atLeastMs')::double precision * interval '1 millisecond');
    end if;
  end if;
  p.most := least(concurrency, p.most + (told ->> 'succeeded')::double precision / p.most);

  delete from just_one.permit where account = of_account and operation = of_operation and expires_at <= now_at;
  insert into just_one.permit values (of_account, of_operation, of_holder, running, wanted, '-infinity', now_at + interval '10 seconds')
    on conflict (account, operation, holder) do update
      set wanted = excluded.wanted, held = least(just_one.permit.held, greatest(excluded.held, excluded.wanted)), expires_at = excluded.expires_at;
  -- Each as much as it wants, as long as nobody who wants more gets less. What cannot be divided goes to those who had
  -- nothing for longest.
  left_over := floor(p.most);
  select count(*) into holders from just_one.permit where account = of_account and operation = of_operation;
  for one in
    select * from just_one.permit where account = of_account and operation = of_operation
      order by permit.wanted, had_at desc, holder
  loop
    granted := least(one.wanted, left_over / (holders - place));
    left_over := left_over - granted;
    place := place + 1;
    if one.holder = of_holder then share := granted; else of_others := of_others + one.held; end if;
  end loop;
  -- What others have not given back yet is not there.
  granted := greatest(0, least(share, floor(p.most)::integer - of_others));
  if wanted = 0 and running = 0 then
    delete from just_one.permit where account = of_account and operation = of_operation and holder = of_holder;
  else
    update just_one.permit set held = greatest(granted, running),
        had_at = case when granted > 0 then now_at else had_at end
      where account = of_account and operation = of_operation and holder = of_holder;
  end if;

  if slots > 0 and gap is not null then
    slots := least(slots, greatest(0, granted - running));
    if slots > 0 then
      first_slot := greatest(p.next_slot, p.opens_at, now_at - ((told ->> 'burst')::integer - 1) * gap);
      p.next_slot := first_slot + slots * gap;
    end if;
  end if;

  update just_one.pace set most = p.most, cut_at = p.cut_at, opens_at = p.opens_at, next_slot = p.next_slot, seen_at = now_at
    where account = of_account and operation = of_operation;
  return jsonb_build_object(
    'held', granted,
    'restMs', extract(epoch from greatest(p.opens_at, now_at) - now_at) * 1000,
    'slots', case when first_slot is null then 0 else slots end,
    'firstMs', coalesce(extract(epoch from first_slot - now_at) * 1000, 0),
    'gapMs', coalesce(extract(epoch from gap) * 1000, 0));
end $$;
`,
};
