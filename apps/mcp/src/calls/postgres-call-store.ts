import { randomBytes } from "node:crypto";
import type { PostgresConnection, PostgresPool } from "@just-one/postgres";
import type { CallStore, KeptBatch, KeptCall } from "./call-store.ts";
import { judgeClaim } from "./judge-claim.ts";
import { schema, schemaLock } from "./postgres-schema.ts";

/** Where calls are remembered, whose they are, and for how long. */
export interface PostgresCallStoreOptions {
  readonly pool: PostgresPool;
  readonly account: string;
  /** Milliseconds after which replies and what is known of them are forgotten; what nobody knows the outcome of never is. */
  readonly keepMs: number;
  /** Milliseconds without a word after which whoever has a call under way counts as dead. @default 60_000 */
  readonly silentMs?: number;
}

type Row = Readonly<Record<string, unknown>>;
type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

const nonceMs = 3_600_000;
/** Of the server: the clocks of several machines differ. */
const now = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

/**
 * Opens the memory of calls in PostgreSQL, for any number of machines; makes its tables where they are missing.
 *
 * @throws Error of `pg` when the database cannot be reached, or this role may not make the tables
 */
export async function createPostgresCallStore(options: PostgresCallStoreOptions): Promise<CallStore> {
  const { pool, account, keepMs, silentMs = 60_000 } = options;
  await inTransaction(pool, async (ask) => {
    await ask("select pg_advisory_xact_lock($1)", [schemaLock]);
    await ask(schema);
  });
  const read: Ask = async (text, values = []) => (await pool.query({ text, values: [account, ...values] })).rows;
  const change = <T>(act: (ask: Ask) => Promise<T>): Promise<T> =>
    inTransaction(pool, (ask) => act((text, values = []) => ask(text, [account, ...values])));
  const run = (text: string, values: readonly unknown[]): Promise<void> =>
    change(async (ask) => void (await ask(text, values)));
  // Nobody may ask anything for a long time, and old replies would lie there for as long.
  await change(forget);
  const list = async (ask: Ask, question: string): Promise<{ readonly calls: KeptCall[]; readonly now: number }> => {
    const rows = await ask(
      `select *, ${now} as now from just_one_mcp.calls where account = $1 and md5(question) = md5($2) and question = $2
       order by started_at desc`,
      [question],
    );
    const [clock] = await ask(`select ${now} as now where $1::text is not null`);
    return { calls: rows.map(toCall), now: Number(clock?.["now"]) };
  };

  return {
    look: async ({ question, isFresh }, rules) => {
      const known = await list(read, question);
      return judgeClaim(known.calls, { isFresh, now: known.now, ...rules });
    },
    claim: (call, rules) =>
      change(async (ask) => {
        // One after the other, for each question by itself.
        await ask("select pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))", [call.question]);
        const known = await list(ask, call.question);
        const claim = judgeClaim(known.calls, { isFresh: call.isFresh, now: known.now, ...rules });
        if (claim.kind !== "new") return claim;
        await ask(
          `insert into just_one_mcp.calls
             (account, id, question, operation, principal, label, day, cost, is_fresh, state, alive_at, started_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'claimed', ${now}, ${now})`,
          [call.id, call.question, call.operation, call.principal, call.label, call.day, call.cost, call.isFresh],
        );
        return claim;
      }),
    markSent: (id) =>
      change(async (ask) => {
        const rows = await ask(
          `update just_one_mcp.calls set state = 'sent', alive_at = ${now}
           where account = $1 and id = $2 and state = 'claimed' returning id`,
          [id],
        );
        // Taken for dead meanwhile, its question may be another's by now.
        if (rows.length === 0) throw new Error("the claim was given up");
      }),
    end: (id, { state, json, failure = null }) =>
      change(async (ask) => {
        const bytes = json === undefined ? null : Buffer.byteLength(json);
        await ask(
          `update just_one_mcp.calls set state = $3, ended_at = ${now}, bytes = $4, failure = $5 where account = $1 and id = $2`,
          [id, state, bytes, failure],
        );
        if (json !== undefined) {
          await ask(
            `insert into just_one_mcp.replies (account, id, json) values ($1, $2, $3)
             on conflict (account, id) do update set json = excluded.json`,
            [id, json],
          );
        }
        if (Math.random() < 0.02) await forget(ask); // now and then is enough
      }),
    release: (id) =>
      run("delete from just_one_mcp.calls where account = $1 and id = $2 and state in ('claimed', 'sent')", [id]),
    renew: (ids) =>
      run(`update just_one_mcp.calls set alive_at = ${now} where account = $1 and id = any($2)`, [[...ids]]),
    sweep: async () => {
      const dead = `account = $1 and alive_at < ${now} - ${silentMs}`;
      const some = await read(
        `select 1 from just_one_mcp.calls where state in ('claimed', 'sent') and ${dead} limit 1`,
      );
      if (some.length === 0) return [];
      return change(async (ask) => {
        const claimed = await ask(`delete from just_one_mcp.calls where state = 'claimed' and ${dead} returning *`);
        const sent = await ask(
          `update just_one_mcp.calls set state = 'unknown', ended_at = ${now} where state = 'sent' and ${dead} returning *`,
        );
        return [
          ...claimed.map((row) => ({ call: toCall(row), wasSent: false })),
          ...sent.map((row) => ({ call: toCall(row), wasSent: true })),
        ];
      });
    },
    find: async (id) => {
      const [row] = await read("select * from just_one_mcp.calls where account = $1 and id = $2", [id]);
      return row && toCall(row);
    },
    admit: (id, principal) =>
      run("insert into just_one_mcp.readers values ($1, $2, $3) on conflict do nothing", [id, principal]),
    mayRead: async (id, principal) => {
      const rows = await read(
        `select 1 from just_one_mcp.calls where account = $1 and id = $2 and principal = $3
         union all select 1 from just_one_mcp.readers where account = $1 and id = $2 and principal = $3`,
        [id, principal],
      );
      return rows.length > 0;
    },
    readReply: async (id) => {
      const [row] = await read("select json from just_one_mcp.replies where account = $1 and id = $2", [id]);
      return row && String(row["json"]);
    },
    listUnknown: async () =>
      (await read("select * from just_one_mcp.calls where account = $1 and state = 'unknown' order by started_at")).map(
        toCall,
      ),
    saveBatch: (batch) =>
      run(
        `insert into just_one_mcp.batches values ($1, $2, $3, $4)
         on conflict (account, id) do update set json = excluded.json, updated_at = excluded.updated_at`,
        [batch.id, JSON.stringify(batch), batch.updatedAt],
      ),
    findBatch: async (id) => {
      const [row] = await read("select json from just_one_mcp.batches where account = $1 and id = $2", [id]);
      // Safe: only `saveBatch` writes there.
      return row && (JSON.parse(String(row["json"])) as KeptBatch);
    },
    grant: ({ day, principal, calls, by }) =>
      run(
        `insert into just_one_mcp.grants values ($1, $2, $3, $4, $5)
         on conflict (account, day, principal, by) do update set calls = just_one_mcp.grants.calls + excluded.calls`,
        [day, principal, by, calls],
      ),
    readGrants: async (day, principal) => {
      const rows = await read(
        "select by, calls from just_one_mcp.grants where account = $1 and day = $2 and principal = $3",
        [day, principal],
      );
      const find = (by: string): number => Number(rows.find((row) => row["by"] === by)?.["calls"] ?? 0);
      return { person: find("person"), operator: find("operator") };
    },
    takeNonce: (nonce) =>
      change(async (ask) => {
        await ask(`delete from just_one_mcp.nonces where account = $1 and taken_at < ${now} - ${nonceMs}`);
        const rows = await ask(
          `insert into just_one_mcp.nonces values ($1, $2, ${now}) on conflict do nothing returning nonce`,
          [nonce],
        );
        return rows.length === 1;
      }),
    decline: (principal) =>
      run(
        `insert into just_one_mcp.declines values ($1, $2, ${now})
         on conflict (account, principal) do update set at = excluded.at`,
        [principal],
      ),
    readDeclined: async (principal) => {
      const [row] = await read("select at from just_one_mcp.declines where account = $1 and principal = $2", [
        principal,
      ]);
      return Number(row?.["at"] ?? 0);
    },
    readSecret: () =>
      change(async (ask) => {
        await ask("insert into just_one_mcp.secrets values ($1, $2) on conflict do nothing", [randomBytes(32)]);
        const [row] = await ask("select value from just_one_mcp.secrets where account = $1");
        // Safe: the line above has made sure that there is one, and it is bytes.
        return row?.["value"] as Uint8Array;
      }),
    close: () => undefined, // the pool is whoever opened it's
  };

  async function forget(ask: Ask): Promise<void> {
    const old = `select id from just_one_mcp.calls where account = $1 and ended_at < ${now} - ${keepMs}`;
    await ask(`delete from just_one_mcp.replies where account = $1 and id in (${old})`);
    await ask(`delete from just_one_mcp.readers where account = $1 and id in (${old})`);
    await ask(`delete from just_one_mcp.calls where account = $1 and state <> 'unknown' and id in (${old})`);
    await ask(`delete from just_one_mcp.batches where account = $1 and updated_at < ${now} - ${keepMs}`);
  }
}

/** What a commit says is on disk, whatever the session's or the database's settings are. */
async function inTransaction<T>(pool: PostgresPool, act: (ask: Ask) => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  let isBroken = true;
  try {
    await connection.query({ text: "begin; set local synchronous_commit = on; set local statement_timeout = '10s'" });
    const result = await act(async (text, values) => (await connection.query(toQuestion(text, values))).rows);
    await connection.query({ text: "commit" });
    isBroken = false;
    return result;
  } finally {
    // What was begun and not ended is rolled back by closing.
    connection.release(isBroken);
  }
}

function toQuestion(text: string, values?: readonly unknown[]): Parameters<PostgresConnection["query"]>[0] {
  return values === undefined ? { text } : { text, values: [...values] };
}

function toCall(row: Row): KeptCall {
  const { ended_at: endedAt, bytes, failure } = row;
  return {
    id: String(row["id"]),
    question: String(row["question"]),
    operation: String(row["operation"]),
    principal: String(row["principal"]),
    label: String(row["label"]),
    day: String(row["day"]),
    cost: String(row["cost"]),
    isFresh: row["is_fresh"] === true,
    // Safe: nothing else is written there.
    state: String(row["state"]) as KeptCall["state"],
    startedAt: Number(row["started_at"]),
    ...(endedAt !== null && { endedAt: Number(endedAt) }),
    ...(bytes !== null && { bytes: Number(bytes) }),
    ...(typeof failure === "string" && { failure }),
  };
}
