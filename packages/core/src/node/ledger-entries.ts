import type { DatabaseSync } from "node:sqlite";
import { isAlive, nameOwner } from "@just-one/sqlite/owner";
import type { LedgerEntry } from "../budget/ledger.ts";

/** The reserved entries of a ledger file, with their times in epoch milliseconds: those under way, those that ended as unknown, and those of dead processes. */
export interface LedgerEntries {
  add(entry: LedgerEntry, reservedAt: number): void;
  markUnknown(id: string): void;
  /** Takes an entry out; `undefined` when it is not there, or not any more. */
  remove(id: string): { readonly entry: LedgerEntry; readonly reservedAt: number } | undefined;
  /**
   * Those that ended as unknown, those whose process is dead, and those reserved before a time; only those reserved from another time
   * on; oldest first.
   */
  listUnknown(reservedBefore: number, from?: number): LedgerEntry[];
}

const ownerColumn = "owner text not null default ''";

export const entriesSchema: string = `
  create table entries (
    id text not null unique, operation text not null, label text not null, day text not null, cost text not null,
    reservedAt integer not null, isUnknown integer not null default 0, ${ownerColumn}
  ) strict`;

/** Makes the table of the version before this one's. */
export const ownerSchema: string = `alter table entries add column ${ownerColumn}`;

export function prepareEntries(database: DatabaseSync): LedgerEntries {
  const add = database.prepare(
    "insert into entries (id, operation, label, day, cost, reservedAt, owner) values (?, ?, ?, ?, ?, ?, ?)",
  );
  const mark = database.prepare("update entries set isUnknown = 1 where id = ?");
  const remove = database.prepare("delete from entries where id = ? returning *");
  const list = database.prepare("select * from entries where reservedAt >= ? order by reservedAt, rowid");
  const self = nameOwner();
  return {
    add: ({ id, operation, label, day, cost }, reservedAt) =>
      void add.run(id, operation, label, day, cost, reservedAt, self),
    markUnknown: (id) => void mark.run(id),
    remove: (id) => {
      const row = remove.get(id);
      return row && { entry: toEntry(row), reservedAt: Number(row["reservedAt"]) };
    },
    listUnknown: (reservedBefore, from = 0) => {
      const isDead = rememberDead(self);
      return list
        .all(from)
        .filter((row) => row["isUnknown"] === 1 || Number(row["reservedAt"]) < reservedBefore || isDead(row["owner"]))
        .map(toEntry);
    },
  };
}

/** Tells who is known to be dead: the system is asked once for each owner of a list. */
function rememberDead(self: string): (owner: unknown) => boolean {
  const known = new Map<unknown, boolean>([
    [self, false],
    ["", false], // of a version that named none
  ]);
  return (owner) => {
    const isDead = known.get(owner) ?? isAlive(String(owner)) === false;
    known.set(owner, isDead);
    return isDead;
  };
}

function toEntry({ id, operation, label, day, cost }: Readonly<Record<string, unknown>>): LedgerEntry {
  return {
    id: String(id),
    operation: String(operation),
    label: String(label),
    day: String(day),
    cost: String(cost),
  };
}
