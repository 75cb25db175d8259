import type { DatabaseSync } from "node:sqlite";
import { isAlive, nameOwner } from "@just-one/sqlite/owner";
import type { Claim } from "./shared-twins.ts";

/** What a file knows of those who pay. */
export interface FileClaims {
  /** Whether the question is the holder's from now on; else who has it. To be asked as part of a transaction. */
  claim(claim: Claim, now: number): "yours" | "busy" | "doubtful";
  /** Whether somebody may have paid for it without a reply, and does not any more. */
  isDoubtful(key: string, now: number): boolean;
  mark(claim: Claim, isSent: boolean, now: number): boolean;
  end(claim: Claim, isDoubtful: boolean, now: number): void;
  renew(holders: readonly string[], now: number): void;
  /** Forgets doubts whose time is over. */
  forget(now: number): void;
}

/** How long doubts count. */
export interface DoubtLimits {
  /** Milliseconds. */
  readonly doubtMs: number;
  /** Epoch milliseconds: those from before count for nothing. */
  readonly doubtsSince: number;
}

export const claimsSchema = `
  create table claims (
    key text not null primary key, holder text not null, owner text not null, isSent integer not null, aliveAt integer not null
  ) strict, without rowid`;

/** A process that is there and has not said so for so long is stopped, or hangs. */
const silentMs = 60_000;

/** A question is in doubt when its request may have left and its owner is gone, or has given it up. */
export function prepareClaims(database: DatabaseSync, { doubtMs, doubtsSince }: DoubtLimits): FileClaims {
  const find = database.prepare("select * from claims where key = ?");
  const put = database.prepare(`
    insert into claims (key, holder, owner, isSent, aliveAt) values (?, ?, ?, 0, ?)
    on conflict do update set holder = excluded.holder, owner = excluded.owner, isSent = 0, aliveAt = excluded.aliveAt`);
  const mark = database.prepare("update claims set isSent = ?, aliveAt = ? where key = ? and holder = ?");
  const giveUp = database.prepare("update claims set owner = '', isSent = 1, aliveAt = ? where key = ? and holder = ?");
  const remove = database.prepare("delete from claims where key = ? and holder = ?");
  const renew = database.prepare("update claims set aliveAt = ? where holder = ? and owner <> ''");
  const listOld = database.prepare("select * from claims where aliveAt <= ?");
  const owner = nameOwner();

  const isInDoubt = (row: Row, now: number): boolean => {
    const aliveAt = Number(row["aliveAt"]);
    if (Number(row["isSent"]) === 0 || aliveAt < doubtsSince) return false;
    return aliveAt > now - doubtMs || isAlive(String(row["owner"])) === true;
  };

  return {
    claim: ({ key, holder }, now) => {
      const row = find.get(key);
      if (row !== undefined && row["holder"] !== holder) {
        if (isHeld(row, now)) return "busy";
        if (isInDoubt(row, now)) return "doubtful";
      }
      put.run(key, holder, owner, now);
      return "yours";
    },
    isDoubtful: (key, now) => {
      const row = find.get(key);
      return row !== undefined && !isHeld(row, now) && isInDoubt(row, now);
    },
    mark: ({ key, holder }, isSent, now) => Number(mark.run(Number(isSent), now, key, holder).changes) > 0,
    end: ({ key, holder }, isDoubtful, now) =>
      void (isDoubtful ? giveUp.run(now, key, holder) : remove.run(key, holder)),
    renew: (holders, now) => {
      for (const holder of holders) renew.run(now, holder);
    },
    forget: (now) => {
      for (const row of listOld.all(now - doubtMs)) {
        if (isAlive(String(row["owner"])) !== true) remove.run(String(row["key"]), String(row["holder"]));
      }
    },
  };
}

// Clocks are set: a sign of life from the future is no better than an old one.
function isHeld(row: Row, now: number): boolean {
  const { owner, aliveAt } = row;
  return owner !== "" && isAlive(String(owner)) !== false && Math.abs(now - Number(aliveAt)) < silentMs;
}

type Row = Readonly<Record<string, unknown>>;
