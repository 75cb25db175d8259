import { ledgerSums } from "./ledger-sums.ts";
import { ledgerTurn } from "./ledger-turn.ts";
import type { Migration } from "./migration.ts";

/**
 * The money. Whoever changes it holds the account's row until it commits, and does so in one statement: nothing is left
 * locked by a machine that is gone, and a pooler may hand the connection to somebody else afterwards.
 *
 * An entry stands in `entry` until it is settled; what it adds up to, in `sum` by operation, label and day, in `day_total` by
 * day, and for some more than a day in `minute_sum`. `reserved_day` and minutes are the server's clock, `day` is what the machine said. Texts are
 * compared byte by byte, whatever language the database has.
 */
export const ledger: Migration = {
  version: 1,
  name: "ledger and budgets",
  sql: `
create domain just_one.name as text collate "C";

create table just_one.account (
  name just_one.name primary key,
  turns bigint not null default 0
) with (fillfactor = 20);

create table just_one.entry (
  account just_one.name not null,
  id just_one.name not null,
  operation just_one.name not null,
  label just_one.name not null,
  day just_one.name not null,
  cost just_one.name not null,
  amount numeric not null,
  holder just_one.name not null,
  reserved_at timestamptz not null,
  number bigint generated always as identity,
  is_unknown boolean not null default false,
  primary key (account, id)
);

create table just_one.sum (
  account just_one.name not null,
  label just_one.name not null,
  reserved_day date not null,
  day just_one.name not null,
  operation just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, label, reserved_day, day, operation)
) with (fillfactor = 50);

create table just_one.day_total (
  account just_one.name not null,
  reserved_day date not null,
  day just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, reserved_day, day)
) with (fillfactor = 20);

create table just_one.minute_sum (
  account just_one.name not null,
  minute timestamptz not null,
  label just_one.name not null,
  day just_one.name not null,
  operation just_one.name not null,
  spent_calls bigint not null,
  reserved_calls bigint not null,
  spent_cost numeric not null,
  reserved_cost numeric not null,
  primary key (account, minute, label, day, operation)
) with (fillfactor = 50);

create table just_one.budget (
  account just_one.name not null,
  name just_one.name not null,
  label just_one.name,
  prefix just_one.name,
  period text not null check (period in ('day', 'month', 'ever')),
  max_calls bigint check (max_calls >= 0),
  max_cost numeric check (max_cost >= 0),
  soft_calls bigint check (soft_calls >= 0),
  soft_cost numeric check (soft_cost >= 0),
  set_at timestamptz not null default clock_timestamp(),
  primary key (account, name),
  check (label is null or prefix is null)
);

${ledgerSums}

${ledgerTurn}
`,
};
