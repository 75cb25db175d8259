import { setTimeout } from "node:timers/promises";
import { collect, type CollectOptions, planRun, type StopReason } from "@just-one/collector";
import { checkCollected } from "@just-one/collector/rules";
import { migratePostgres, type PostgresPool } from "@just-one/postgres";
import { createPostgresBoard, type PostgresBoard } from "@just-one/postgres/board";
import {
  createDatabase,
  createDatabaseOn,
  describePostgres,
  openPool,
  startServer,
  type TestDatabase,
} from "@just-one/postgres-server";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "@just-one/testing";
import type { Pool } from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { migrations } from "../src/migrations/migrations.ts";
import { runMigrations } from "../src/migrations/migrate-postgres.ts";
import { createDyingPool, type DyingPool, type Moment, never, type Step, steps } from "./support/dying-pool.ts";
import { listInputs, plan } from "./support/plan-inputs.ts";

// Always counted where requests arrive: nothing twice, and all that arrived is billed or unknown.

const inputs = 30;

/** @param finished the test's own, where tests run side by side */
async function startVendor(
  options: FaultServerOptions = {},
  finished: typeof onTestFinished = onTestFinished,
): Promise<FaultServer> {
  const server = await startFaultServer({ respond: async ({ params }) => ({ id: params["oAuthorId"] }), ...options });
  finished(() => server.close());
  return server;
}

function run(
  board: PostgresBoard,
  vendor: FaultServer,
  options: Partial<CollectOptions> = {},
): ReturnType<typeof collect> {
  const client = { token: "any", baseUrl: vendor.url, retry: { baseMs: 1, capMs: 2 } };
  return collect({ board, client, concurrency: 4, ...options });
}

const planOn = (board: PostgresBoard, items = inputs): Promise<boolean> =>
  planRun({ board, plan, inputs: listInputs(items), batchItems: 10 });

const waitForArrival = async (vendor: FaultServer, requests: number): Promise<void> => {
  while (vendor.sumUp().arrived < requests) await setTimeout(1);
};

const arrivedAt = ({ ledger }: FaultServer): string[] =>
  ledger.filter(({ outcome }) => !/^code-[^0]/.test(outcome)).map(({ params }) => String(params["oAuthorId"]));

const check = (board: PostgresBoard, vendor: FaultServer, items = inputs): Promise<void> =>
  checkCollected(board, { parameter: "oAuthorId", arrived: arrivedAt(vendor), inputs: items });

describePostgres("a run in Postgres", () => {
  let database: TestDatabase;
  let pool: Pool;
  let runs = 0;
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database, { max: 40 });
    await migratePostgres(pool);
  });
  const openBoard = (
    name: string,
    options: { own?: PostgresPool; leaseMs?: number; patienceMs?: number } = {},
  ): PostgresBoard => createPostgresBoard({ pool: options.own ?? pool, run: name, sliceItems: 10, ...options });
  const nameRun = (): string => `run ${(runs += 1)}`;

  /** Plans and collects in a process that is killed. */
  async function runUntilKilled(
    name: string,
    vendor: FaultServer,
    own: DyingPool,
    fetch?: typeof globalThis.fetch,
  ): Promise<void> {
    const board = openBoard(name, { own });
    const client = { token: "any", baseUrl: vendor.url, ...(fetch !== undefined && { fetch }) };
    const work = async (): Promise<void> => {
      if ((await board.readRun()) === undefined) await planOn(board);
      await run(board, vendor, { client });
    };
    const end = await Promise.race([work().then(() => "came to its end"), own.death.then(() => "killed")]);
    expect(end).toBe("killed");
  }

  /** Another machine goes on. */
  async function goOn(name: string, vendor: FaultServer): Promise<StopReason | undefined> {
    const board = openBoard(name, { leaseMs: -1 }); // silence of any length
    await planOn(board);
    const { stopped } = await run(board, vendor);
    await check(board, vendor);
    return stopped;
  }

  const moments: readonly Moment[] = ["before", "in the middle of", "after"];
  test.concurrent.for(steps.flatMap((step) => moments.map((moment): [Moment, Step] => [moment, step])))(
    "goes on after its process was killed %s: %s",
    async ([moment, step], { onTestFinished: finished }) => {
      const [vendor, name] = [await startVendor({}, finished), nameRun()];
      await runUntilKilled(name, vendor, createDyingPool(pool, { moment, step }));
      expect(await goOn(name, vendor)).toBeUndefined();
    },
  );

  test.each(["request written", "reply arrived"])("goes on after its process was killed: %s", async (place) => {
    const [vendor, name] = [await startVendor(), nameRun()];
    const own = createDyingPool(pool);
    let asked = 0;
    await runUntilKilled(name, vendor, own, async (...request) => {
      asked += 1;
      const isLast = asked === 7;
      const reply = fetch(...request);
      if (place === "reply arrived") await (await reply).clone().text();
      else await waitForArrival(vendor, Math.min(asked, 7));
      if (isLast) own.die();
      return own.isDead() ? never() : reply;
    });
    expect(await goOn(name, vendor)).toBeUndefined();
  });

  test("is paid for once by several who plan and collect it at the same time", async () => {
    const [vendor, name] = [await startVendor(), nameRun()];
    const boards = [1, 2, 3].map(() => openBoard(name));
    const ends = await Promise.all(
      boards.map(async (board) => {
        await planOn(board, 90);
        return run(board, vendor);
      }),
    );
    expect(ends.map(({ totals }) => totals.items.billed)).toEqual([90, 90, 90]);
    await check(openBoard(name), vendor, 90);
  });

  test("takes a process that stood still beyond its lease for dead, and keeps the reply that it wakes up with", async () => {
    const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
    const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
    const vendor = await startVendor({
      respond: async ({ params }) => {
        if (params["oAuthorId"] === "7000000000000000000") {
          noteAsked();
          await woken;
        }
        return { id: params["oAuthorId"] };
      },
    });
    const name = nameRun();
    const frozen = openBoard(name);
    await planOn(frozen);
    let workers = 0;
    const first = run(
      {
        ...frozen,
        openWorker: async () => {
          workers += 1;
          return { ...(await frozen.openWorker()), ...(workers === 1 && { beat: async () => undefined }) };
        },
      },
      vendor,
      { concurrency: 1 },
    );
    await asked;
    expect((await run(openBoard(name, { leaseMs: -1 }), vendor)).totals.items).toMatchObject({
      unknown: 1,
      planned: 0,
    });
    wake();
    expect((await first).totals.items).toMatchObject({ billed: inputs, unknown: 0 });
    await check(frozen, vendor);
  });

  test("goes on while its connections are cut again and again", async () => {
    const [vendor, name] = [await startVendor(), nameRun()];
    const own = openPool(database, { application_name: "cut", max: 4 });
    const board = openBoard(name, { own });
    await planOn(board, 120);
    let cuts = 0;
    const { stopped } = await run(board, vendor, {
      onReply: ({ seq }) => {
        if (seq % 20 !== 0) return;
        cuts += 1;
        void pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut'");
      },
    });
    expect(stopped).toBeUndefined();
    expect(cuts).toBe(6);
    await check(board, vendor, 120);
  });

  test("goes on while its schema is brought to the next version", async () => {
    const [vendor, name] = [await startVendor(), nameRun()];
    const board = openBoard(name);
    await planOn(board, 120);
    const sql = ["item", "worker", "run", "slice"]
      .map((table) => `alter table just_one.${table} add column more text;`)
      .join("\n");
    let migrated: Promise<unknown> | undefined;
    const { stopped } = await run(board, vendor, {
      onReply: () => void (migrated ??= runMigrations(pool, [...migrations, { version: 9999, name: "next", sql }])),
    });
    expect(stopped).toBeUndefined();
    expect(await migrated).toMatchObject({ applied: ["next"] });
    await check(board, vendor, 120);
  });
});

describePostgres("a run whose server ends as a machine does", () => {
  test("goes on when it is back, and has lost nothing that was committed", async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const own = openPool(await createDatabaseOn(server.connection), { max: 8 });
    await migratePostgres(own);
    const vendor = await startVendor();
    const board = createPostgresBoard({ pool: own, run: "run", sliceItems: 10 });
    await planOn(board, 120);
    let restarted: Promise<void> | undefined;
    const restart = async (): Promise<void> => {
      await server.stop("immediate");
      await server.start();
    };
    const { stopped } = await run(board, vendor, {
      onReply: ({ seq }) => {
        if (seq > 40) restarted ??= restart();
      },
    });
    await restarted;
    expect(restarted).toBeDefined();
    expect(stopped).toBeUndefined();
    await check(board, vendor, 120);
  });
});
