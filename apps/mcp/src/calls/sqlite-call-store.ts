import { randomBytes } from "node:crypto";
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { openDatabase, runTransaction } from "@just-one/sqlite";
import { createTurns } from "@just-one/sqlite/turns";
import type { CallStore, KeptBatch, KeptCall } from "./call-store.ts";
import { judgeClaim } from "./judge-claim.ts";
import { isAlive, nameOwner } from "@just-one/sqlite/owner";
import { schema } from "./sqlite-schema.ts";

/** Where calls are remembered, and for how long. */
export interface SqliteCallStoreOptions {
  readonly path: string;
  /** Milliseconds after which replies and what is known of them are forgotten; what nobody knows the outcome of never is. */
  readonly keepMs: number;
  /** Whether what is answered is forgotten with the process that asked it, so that no reply outlives the servers. @default false */
  readonly forgetsAtEnd?: boolean | undefined;
  /** What tells this process from others. @default by machine, boot and process */
  readonly owner?: string;
  /** Whether an owner lives; `undefined` where nobody can tell. @default asks the system */
  readonly isAlive?: (owner: string) => boolean | undefined;
  readonly now?: () => number;
}

/** A process that cannot be looked at from here counts as dead when it has not said for so long that it lives. */
const silentMs = 60_000;
const nonceMs = 3_600_000;

/**
 * Opens the memory of calls on `node:sqlite`, shared by all processes of a machine that open it, readable by its owner only.
 *
 * @throws Error when the file is none of ours, is damaged or cannot be opened
 */
export function createSqliteCallStore(options: SqliteCallStoreOptions): CallStore {
  const { path, keepMs, forgetsAtEnd = false, now = Date.now, owner = nameOwner() } = options;
  const { isAlive: isOwnerAlive = isAlive } = options;
  const { database, isInPlace, waitForLock } = openDatabase({
    path,
    name: "memory of calls",
    applicationId: 0x4a314d43,
    version: 1,
    schema,
    synchronous: "full",
    toError: (message) => new Error(message),
  });
  // Replies are other people's data: what is forgotten leaves no bytes behind.
  database.exec("pragma secure_delete = on");
  const turns = createTurns();
  const change = <T>(make: () => T, outlastsClose = false): T | Promise<T> =>
    turns.take(() => runTransaction(database, make), { ms: outlastsClose ? 60_000 : 10_000, outlastsClose });
  const ask = createAsk(database);

  const isDead = ({ owner: whose, aliveAt }: Row): boolean =>
    whose !== owner && !(isOwnerAlive(String(whose)) ?? Number(aliveAt) > now() - silentMs);
  const listDead = (): Row[] => ask.all("select * from calls where state in ('claimed', 'sent')").filter(isDead);
  const findRow = (id: string): Row | undefined => ask.one("select * from calls where id = ?", id);
  const list = (question: string): Row[] =>
    ask.all("select * from calls where question = ? order by startedAt desc", question);
  const look: CallStore["look"] = ({ question, isFresh }, rules) =>
    judgeClaim(list(question).map(toCall), { isFresh, now: now(), ...rules });

  // Nobody may ask anything for a long time, and old replies would lie there for as long.
  void Promise.resolve(change(forget)).catch(() => undefined);

  return {
    look,
    claim: (call, rules) =>
      change(() => {
        // Whoever opens the path now remembers nothing, and would pay again.
        if (!isInPlace()) throw new Error(`${path} was deleted or replaced while it was open; start anew`);
        const claim = judgeClaim(list(call.question).map(toCall), { isFresh: call.isFresh, now: now(), ...rules });
        if (claim.kind !== "new") return claim;
        const { id, question, operation, principal, label, day, cost } = call;
        ask.run(
          `insert into calls (id, question, operation, principal, label, day, cost, isFresh, state, owner, aliveAt, startedAt)
           values (?, ?, ?, ?, ?, ?, ?, ?, 'claimed', ?, ?, ?)`,
          [id, question, operation, principal, label, day, cost, Number(call.isFresh), owner, now(), now()],
        );
        return claim;
      }),
    markSent: (id) =>
      change(() => {
        const changes = ask.run("update calls set state = 'sent', aliveAt = ? where id = ? and state = 'claimed'", [
          now(),
          id,
        ]);
        // Taken for dead meanwhile, its question may be another's by now.
        if (changes === 0) throw new Error("the claim was given up");
      }),
    end: (id, { state, json, failure = null }) =>
      change(() => {
        const bytes = json === undefined ? null : Buffer.byteLength(json);
        ask.run("update calls set state = ?, endedAt = ?, bytes = ?, failure = ? where id = ?", [
          state,
          now(),
          bytes,
          failure,
          id,
        ]);
        if (json !== undefined) ask.run("insert or replace into replies (id, json) values (?, ?)", [id, json]);
        forget();
      }, true),
    release: (id) =>
      change(() => void ask.run("delete from calls where id = ? and state in ('claimed', 'sent')", [id]), true),
    renew: (ids) =>
      change(() => {
        for (const id of ids) ask.run("update calls set aliveAt = ? where id = ?", [now(), id]);
      }),
    sweep: () => {
      if (listDead().length === 0) return [];
      return change(() =>
        listDead().map((row) => {
          const wasSent = row["state"] === "sent";
          const id = String(row["id"]);
          if (wasSent) ask.run("update calls set state = 'unknown', endedAt = ? where id = ?", [now(), id]);
          else ask.run("delete from calls where id = ?", [id]);
          return { call: toCall(row), wasSent };
        }),
      );
    },
    find: (id) => {
      const row = findRow(id);
      return row && toCall(row);
    },
    admit: (id, principal) =>
      change(() => void ask.run("insert or ignore into readers (id, principal) values (?, ?)", [id, principal])),
    mayRead: (id, principal) =>
      findRow(id)?.["principal"] === principal ||
      ask.one("select 1 from readers where id = ? and principal = ?", id, principal) !== undefined,
    readReply: (id) => {
      const row = ask.one("select json from replies where id = ?", id);
      return row && String(row["json"]);
    },
    listUnknown: () => ask.all("select * from calls where state = 'unknown' order by startedAt").map(toCall),
    saveBatch: (batch) =>
      change(
        () =>
          void ask.run("insert or replace into batches (id, json, updatedAt) values (?, ?, ?)", [
            batch.id,
            JSON.stringify(batch),
            batch.updatedAt,
          ]),
        true,
      ),
    findBatch: (id) => {
      const row = ask.one("select json from batches where id = ?", id);
      // Safe: only `saveBatch` writes there.
      return row && (JSON.parse(String(row["json"])) as KeptBatch);
    },
    grant: ({ day, principal, calls, by }) =>
      change(
        () =>
          void ask.run(
            `insert into grants (day, principal, by, calls) values (?, ?, ?, ?)
           on conflict do update set calls = calls + excluded.calls`,
            [day, principal, by, calls],
          ),
      ),
    readGrants: (day, principal) => {
      const rows = ask.all("select by, calls from grants where day = ? and principal = ?", day, principal);
      const read = (by: string): number => Number(rows.find((row) => row["by"] === by)?.["calls"] ?? 0);
      return { person: read("person"), operator: read("operator") };
    },
    takeNonce: (nonce) =>
      change(() => {
        ask.run("delete from nonces where takenAt < ?", [now() - nonceMs]);
        return ask.run("insert or ignore into nonces (nonce, takenAt) values (?, ?)", [nonce, now()]) === 1;
      }),
    decline: (principal) =>
      change(() => void ask.run("insert or replace into declines (principal, at) values (?, ?)", [principal, now()])),
    readDeclined: (principal) => Number(ask.one("select at from declines where principal = ?", principal)?.["at"] ?? 0),
    readSecret: () =>
      change(() => {
        ask.run("insert or ignore into secrets (name, value) values ('state', ?)", [randomBytes(32)]);
        // Safe: the line above has made sure that there is one, and it is a blob.
        return ask.one("select value from secrets where name = 'state'")?.["value"] as Uint8Array;
      }),
    close: () => {
      waitForLock();
      if (forgetsAtEnd)
        void Promise.resolve(change(() => forgetAnswered((row) => row["owner"] === owner), true)).catch(
          () => undefined,
        );
      turns.close();
      database.close();
    },
  };

  function forget(): void {
    const before = now() - keepMs;
    ask.run("delete from replies where id in (select id from calls where endedAt < ?)", [before]);
    ask.run("delete from readers where id in (select id from calls where endedAt < ?)", [before]);
    ask.run("delete from calls where endedAt < ? and state <> 'unknown'", [before]);
    ask.run("delete from batches where updatedAt < ?", [before]);
    if (forgetsAtEnd) forgetAnswered(isDead);
  }

  function forgetAnswered(isMeant: (row: Row) => boolean): void {
    for (const row of ask.all("select * from calls where state in ('done', 'failed')").filter(isMeant)) {
      for (const table of ["replies", "readers", "calls"])
        ask.run(`delete from ${table} where id = ?`, [String(row["id"])]);
    }
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Statements, each prepared once. */
function createAsk(database: DatabaseSync): {
  one(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  run(sql: string, values: readonly SQLInputValue[]): number;
} {
  const prepared = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepare = (sql: string): ReturnType<DatabaseSync["prepare"]> => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    one: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    run: (sql, values) => Number(prepare(sql).run(...values).changes),
  };
}

function toCall(row: Row): KeptCall {
  const { endedAt, bytes, failure } = row;
  return {
    id: String(row["id"]),
    question: String(row["question"]),
    operation: String(row["operation"]),
    principal: String(row["principal"]),
    label: String(row["label"]),
    day: String(row["day"]),
    cost: String(row["cost"]),
    isFresh: Number(row["isFresh"]) === 1,
    // Safe: nothing else is written there.
    state: String(row["state"]) as KeptCall["state"],
    startedAt: Number(row["startedAt"]),
    ...(typeof endedAt === "number" && { endedAt }),
    ...(typeof bytes === "number" && { bytes }),
    ...(typeof failure === "string" && { failure }),
  };
}
