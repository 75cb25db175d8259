import { randomBytes } from "node:crypto";
import { migratePostgres, type PostgresConnection, type PostgresPool } from "@just-one/postgres";
import { createPostgresBoard, listRuns, type PostgresBoard } from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool } from "@just-one/postgres-server";
import type { Pool } from "pg";
import { beforeAll, expect, test } from "vitest";
import { wrapConnection, wrapPool } from "./support/dying-pool.ts";
import { planInputs } from "./support/plan-inputs.ts";

const nothing = { send: [], settle: [], refuse: [] } as const;
const bill = (
  seq: number,
): { seq: number; attempt: number; outcome: { how: "bill"; reply: { json: string; fetchedAt: number } } } => ({
  seq,
  attempt: 1,
  outcome: { how: "bill", reply: { json: "{}", fetchedAt: 1 } },
});

describePostgres("a board in Postgres, and its server", () => {
  let pool: Pool;
  let runs = 0;
  beforeAll(async () => {
    pool = openPool(await createDatabase());
    await migratePostgres(pool);
  });
  const openRun = async (items: number, own: PostgresPool = pool, patienceMs?: number): Promise<PostgresBoard> => {
    runs += 1;
    return planInputs(createPostgresBoard({ pool: own, run: `run ${runs}`, patienceMs }), items);
  };

  /** A pool whose answers are lost, once for each time that is asked for, after the server has done what it was told. */
  const forgetful = (): PostgresPool & { forget: (times: number) => void } => {
    let left = 0;
    return wrapPool(pool, {
      forget: (times: number) => (left = times),
      connect: async () => {
        const connection: PostgresConnection = await pool.connect();
        return wrapConnection(connection, {
          query: async (question) => {
            const answer = await connection.query(question);
            if (!question.text.includes("take_turn") || left === 0) return answer;
            left -= 1;
            throw new Error("Connection terminated unexpectedly");
          },
        });
      },
    });
  };

  test.each(["'; drop schema just_one cascade; --", '"a" \\ % _ \n $1 😀 مرحبا \u202E 汉', "汉".repeat(600)])(
    "has runs of any names: %j",
    async (run) => {
      const board = await planInputs(createPostgresBoard({ pool, run }), 3);
      expect((await board.readTotals()).items.planned).toBe(3);
      expect((await listRuns(pool)).filter(({ name }) => name === run)).toHaveLength(1);
    },
  );

  test.each(["", "\0", "\ud800", randomBytes(3000).toString("hex")])(
    "says what is wrong with a run's name that cannot be told from others: %#",
    (run) => expect(() => createPostgresBoard({ pool, run })).toThrow("`run` must be a name"),
  );

  test("records what is sent durably, whatever the session is set to", async () => {
    const board = await openRun(2);
    const client = await pool.connect();
    try {
      await client.query("set synchronous_commit = off");
      const own = wrapPool(pool, { connect: async () => wrapConnection(client, { release: () => {} }) });
      await client.query("begin");
      const worker = await createPostgresBoard({ pool: own, run: `run ${runs}` }).openWorker();
      await client.query("commit; begin");
      expect((await client.query("show synchronous_commit")).rows).toEqual([{ synchronous_commit: "off" }]);
      await worker.takeTurn({ ...nothing, send: [1] });
      expect((await client.query("show synchronous_commit")).rows).toEqual([{ synchronous_commit: "on" }]);
      await client.query("commit");
    } finally {
      client.release(true);
    }
    expect((await board.readTotals()).items.sent).toBe(1);
  });

  test("sends an item once and counts a reply once where answers are lost on the way", async () => {
    const own = forgetful();
    const board = await openRun(4, own);
    const worker = await board.openWorker();
    own.forget(1);
    expect(await worker.takeTurn({ ...nothing, send: [1, 2] })).toEqual([1, 1]);
    own.forget(2);
    expect(await worker.takeTurn({ ...nothing, settle: [bill(1)], send: [3] })).toEqual([1]);
    expect(await board.readTotals()).toMatchObject({ spentCalls: 1, reservedCalls: 2 });
  });

  test("counts a reply once whose answer was lost for longer than anybody waited, and gives away no number twice", async () => {
    const own = forgetful();
    const board = await openRun(4, own, 0);
    const worker = await board.openWorker();
    await worker.takeTurn({ ...nothing, send: [1] });
    own.forget(1);
    const settle = [bill(1)];
    await expect(worker.takeTurn({ ...nothing, settle, send: [2] })).rejects.toMatchObject({ kind: "config" });
    expect(await worker.takeTurn({ ...nothing, settle, send: [3] })).toEqual([1]);
    expect(await board.readTotals()).toMatchObject({ spentCalls: 1, reservedCalls: 2 });
  });

  test("refuses to go on where a replica took over or a backup was restored, keeps late replies, and goes on by a person's word", async () => {
    const board = await openRun(6);
    const before = await board.openWorker();
    await before.takeSlice();
    await before.takeTurn({ ...nothing, send: [1, 2] });
    // as it is there after a switch: the run remembers another history
    const change = "set server = replace(server, '/00000001/', '/00000007/')";
    await pool.query(`update just_one.run ${change} where name = $1`, [`run ${runs}`]);
    await pool.query(`update just_one.worker ${change}`);
    await expect(board.openWorker()).rejects.toThrow(/replica has taken over.*--after-failover/);
    await expect(before.takeTurn({ ...nothing, send: [3] })).rejects.toThrow(/replica has taken over/);
    await before.takeTurn({ ...nothing, settle: [bill(1)] });
    expect(await board.adoptServer("all-unknown")).toBe(4);
    expect((await board.readTotals()).items).toMatchObject({ billed: 1, unknown: 5, planned: 0, sent: 0 });
    expect(await before.takeTurn({ ...nothing, send: [3] })).toEqual(["worker-closed"]);
    expect(await board.decide("reconcile-unbilled", [4])).toBe(1);
    const worker = await board.openWorker();
    expect(await worker.takeSlice()).toMatchObject({ items: [{ seq: 4 }] });
    expect(await board.adoptServer("nothing-lost")).toBe(0);
    expect((await board.readTotals()).items).toMatchObject({ planned: 1, unknown: 4 });
  });

  test("takes no more of a board than one range where that is asked for", async () => {
    runs += 1;
    const board = await planInputs(createPostgresBoard({ pool, run: `run ${runs}`, sliceItems: 2 }), 5);
    const worker = await board.onSlice(2).openWorker();
    expect(await worker.takeSlice()).toMatchObject({ number: 2, items: [{ seq: 3 }, { seq: 4 }] });
    expect(await worker.takeSlice()).toBeUndefined();
    const other = await board.onSlice(2).openWorker();
    expect(await other.takeSlice()).toBe("held");
    await worker.close();
    expect(await other.takeSlice()).toMatchObject({ number: 2 });
  });

  test("says what to do where the schema is missing, and tells tables from a copy of them elsewhere", async () => {
    const other = openPool(await createDatabase());
    const board = createPostgresBoard({ pool: other, run: "any" });
    await expect(board.readRun()).rejects.toThrow(/just-one-collector migrate/);
    await migratePostgres(other);
    const ask = "select just_one.identify_server() as id";
    expect((await other.query(ask)).rows).not.toEqual((await pool.query(ask)).rows);
  });
});
