import { getEventListeners } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Board, Worker } from "../src/board.ts";
import { collect } from "../src/collect.ts";
import type { CollectOptions } from "../src/collect-options.ts";
import { createFileBoard, openFileBoard } from "../src/file/create-file-board.ts";
import { exportRun } from "../src/export/export-run.ts";
import { planRun } from "../src/plan-run.ts";
import { expectRules } from "./support/expect-rules.ts";
import { listInputs, makeFolder, openBoard, openPlannedBoard, plan } from "./support/open-board.ts";

// Ends that come from outside: a disk, a folder, a clock, other processes, and a caller's own faults.

async function startServer(options: Parameters<typeof startFaultServer>[0] = {}): Promise<FaultServer> {
  const server = await startFaultServer({ respond: ({ params }) => ({ id: params["oAuthorId"] }), ...options });
  onTestFinished(() => server.close());
  return server;
}

function run(board: Board, server: FaultServer, options: Partial<CollectOptions> = {}): ReturnType<typeof collect> {
  const client = { token: "any", baseUrl: server.url, retry: { baseMs: 1, capMs: 2 } };
  return collect({ board, client, concurrency: 4, ...options });
}

/** As long as one waits for anything; `vi.waitFor` itself gives up after a second. */
const patience = { timeout: 60_000 };

const fail = (): Promise<never> => Promise.reject(new Error("broken"));

/** A vendor within this process, for what needs many calls. */
function createVendor(): { readonly arrived: string[]; readonly client: CollectOptions["client"] } {
  const arrived: string[] = [];
  const answer = async (request: RequestInfo | URL): Promise<Response> => {
    const url = new URL(request instanceof Request ? request.url : request);
    const id = String(url.searchParams.get("oAuthorId"));
    arrived.push(id);
    return new Response(`{"code":0,"data":{"id":"${id}"}}`);
  };
  return { arrived, client: { token: "any", fetch: answer } };
}

/** A board whose workers are changed. */
function withWorker(board: Board, change: (worker: Worker) => Partial<Worker>): Board {
  return {
    ...board,
    openWorker: async () => {
      const worker = await board.openWorker();
      return { ...worker, ...change(worker) };
    },
  };
}

test("a reply that is nested deeper than JSON is written by Node is kept, and goes into every export", async () => {
  const data = `${"[".repeat(30_000)}1${"]".repeat(30_000)}`;
  const board = await openPlannedBoard(1);
  const fetch = async (): Promise<Response> => new Response(`{"code":0,"data":{"a":${data},"b":"c"}}`);
  const { totals } = await collect({ board, client: { token: "any", fetch } });
  expect(totals.items.billed).toBe(1);
  expect((await board.readReplies([1])).get(1)?.json).toBe(`{"a":${data},"b":"c"}`);
  for (const format of ["ndjson.zst", "csv", "xlsx", "parquet", "singer"] as const)
    expect((await exportRun({ board, folder: makeFolder(), format })).rows).toBe(1);
});

test("a board that fails while requests are under way is told once they are settled", async () => {
  const { arrived, client } = createVendor();
  const own = await openPlannedBoard(1100);
  let slices = 0;
  const board = withWorker(own, (worker) => ({
    takeSlice: async () => {
      slices += 1;
      if (slices === 2) throw new Error("broken");
      return worker.takeSlice();
    },
  }));
  const { stopped, error, totals } = await collect({ board, client });
  expect(stopped).toBe("board");
  expect(error).toMatchObject({ message: "broken" });
  expect(totals.items).toMatchObject({ sent: 0, unknown: 0, billed: arrived.length });
});

test("a worker that cannot be closed or opened ends the run, and throws nothing away", async () => {
  const server = await startServer();
  const own = await openPlannedBoard(3);
  const unclosed = await run(
    withWorker(own, () => ({ close: fail })),
    server,
  );
  expect(unclosed).toMatchObject({ stopped: "board", totals: { items: { billed: 3 } } });
  expect(await run({ ...own, openWorker: fail }, server)).toMatchObject({ stopped: "board" });
});

test("a board that stays broken is not waited for once the run is aborted", async () => {
  const server = await startServer();
  const own = await openPlannedBoard(8);
  const abort = new AbortController();
  let sent = 0;
  let triedInVain = 0;
  const board = withWorker(own, (worker) => ({
    takeTurn: async (turn) => {
      if (abort.signal.aborted) triedInVain += 1;
      if (turn.settle.length === 0) {
        sent += turn.send.length;
        return worker.takeTurn(turn);
      }
      // what has not arrived yet would not, once it is aborted
      void vi.waitUntil(() => server.sumUp().arrived === sent, patience).then(() => abort.abort());
      throw new Error("broken");
    },
  }));
  const { stopped, totals } = await run(board, server, { abort: abort.signal });
  expect(stopped).toBe("board");
  expect(totals.items).toMatchObject({ sent: 0, unknown: server.sumUp().arrived });
  expect(triedInVain).toBeLessThan(20); // in the minute that others get, 300
});

test("replies reach their listener, and what listeners throw, at once or later, concerns nobody", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(5);
  const replies = new Map<number, string>();
  const { totals } = await run(board, server, {
    onProgress: () => {
      throw new Error("a fault of the caller's");
    },
    onReply: ({ seq, reply }) => {
      replies.set(seq, reply.json);
      return Promise.reject(new Error("a fault of the caller's")) as unknown as undefined; // as without types
    },
  });
  expect(totals.items.billed).toBe(5);
  expect(replies.get(1)).toBe('{"id":"7000000000000000000"}');
  expect(replies.size).toBe(5);
});

test("the wait for a new day's quota ends at once when the run is stopped or aborted, and leaves no listener behind", async () => {
  for (const which of ["stop", "abort"] as const) {
    const server = await startServer({ choose: () => "303" });
    const board = await openPlannedBoard(5);
    const controller = new AbortController();
    const { stopped, totals } = await run(board, server, {
      [which]: controller.signal,
      onProgress: ({ waitsUntil }) => {
        if (waitsUntil !== undefined) setTimeout(() => controller.abort(), 5);
      },
    });
    expect(totals.items).toMatchObject({ planned: 5, failed: 0 });
    expect(stopped).toBe("interrupted");
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  }
});

test.each([
  ["no requests at once", { concurrency: 0 }],
  ["requests that are no number", { concurrency: Number.NaN }],
  ["no token", { client: { token: "" } }],
  ["an operation that is not in the catalog", { client: { token: "any", catalog: [] } }],
  ["no safe way", { client: { token: "any", baseUrl: "http://vendor.invalid" } }],
])("%s is refused before anything is sent, and no item fails by it", async (_, options) => {
  const server = await startServer();
  const board = await openPlannedBoard(3);
  await expect(run(board, server, options)).rejects.toMatchObject({ kind: "config" });
  expect((await board.readTotals()).items).toMatchObject({ planned: 3, failed: 0 });
  expect((await run(board, server)).totals.items.billed).toBe(3);
});

test("on a full disk what was paid for is kept, nothing more is sent, and the next run goes on", async () => {
  const server = await startServer({
    respond: ({ params }) => ({ id: params["oAuthorId"], noise: makeNoise(20_000) }),
  });
  const path = join(makeFolder(), "board.sqlite");
  const disk = openFileBoard({
    path,
    leaseMs: 30_000,
    reserve: () => {
      const pages = Number(disk.database.prepare("pragma page_count").get()?.["page_count"]);
      disk.database.exec(`pragma max_page_count = ${pages + 60}`);
      let isGone = false;
      return {
        isGone: () => isGone,
        giveBack: () => {
          if (isGone) return false;
          isGone = true;
          disk.database.exec(`pragma max_page_count = ${pages + 200}`);
          return true;
        },
      };
    },
  });
  const { board } = disk;
  await planRun({ board, plan, inputs: listInputs(60) });
  const { stopped, error, totals } = await run(board, server, { concurrency: 8 });
  expect(stopped).toBe("board");
  expect(error).toMatchObject({ message: expect.stringContaining("is full; what was paid for is kept") });
  expect(totals.items).toMatchObject({ sent: 0, unknown: 0, billed: server.sumUp().arrived });
  board.close();
  const next = openBoard(path);
  expect((await run(next, server)).stopped).toBeUndefined();
  await expectRules(next, server, { inputs: 60 });
});

function makeNoise(length: number): string {
  return Array.from({ length: length / 10 }, () => Math.random().toString(36).slice(2, 12)).join("");
}

test("a folder that is removed stops the run, and comes back with what was paid for", async () => {
  const server = await startServer();
  const folder = join(makeFolder(), "out");
  const path = join(folder, "board.sqlite");
  const { mkdirSync } = await import("node:fs");
  mkdirSync(folder);
  const board = createFileBoard({ path });
  await planRun({ board, plan, inputs: listInputs(40) });
  const { stopped, error } = await run(board, server, {
    onReply: ({ seq }) => {
      if (seq === 10) rmSync(folder, { recursive: true });
    },
  });
  expect(stopped).toBe("board");
  expect(error).toMatchObject({ message: expect.stringContaining("was deleted or replaced") });
  board.close();
  expect(server.sumUp().arrived).toBeLessThan(40);
  const next = openBoard(path);
  await run(next, server);
  await expectRules(next, server, { inputs: 40 });
});

test("a board that another one has replaced is kept beside it", async () => {
  const server = await startServer();
  const path = join(makeFolder(), "board.sqlite");
  const board = createFileBoard({ path });
  await planRun({ board, plan, inputs: listInputs(40) });
  await run(board, server, {
    onReply: ({ seq }) => {
      if (seq !== 10) return;
      for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`);
      createFileBoard({ path }).close();
    },
  });
  board.close();
  const beside = readdirSync(dirname(path)).find((name) => name.includes(".rescued-"));
  const rescued = openBoard(join(dirname(path), String(beside)));
  expect((await rescued.readTotals()).items.billed).toBe(server.sumUp().billed);
});

test("what a dead worker held is taken over by one that found nothing else to do", async () => {
  const server = await startServer();
  const path = join(makeFolder(), "board.sqlite");
  const dying = openBoard(path);
  await planRun({ board: dying, plan, inputs: listInputs(5) });
  const worker = await dying.openWorker();
  await worker.takeSlice();
  await worker.takeTurn({ send: [1], settle: [], refuse: [] }); // and is never heard of again
  const other = createFileBoard({ path, leaseMs: 100 });
  onTestFinished(() => other.close());
  const { totals } = await run(other, server);
  expect(totals.items).toMatchObject({ billed: 4, unknown: 1, planned: 0, sent: 0 });
});

test("a process that stood still beyond its lease sends nothing in its old name, keeps its late reply, and goes on", async () => {
  const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
  const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
  const server = await startServer({
    respond: async ({ params }) => {
      if (params["oAuthorId"] === "7000000000000000000") {
        noteAsked();
        await woken;
      }
      return { id: params["oAuthorId"] };
    },
  });
  const path = join(makeFolder(), "board.sqlite");
  const frozen = openBoard(path);
  await planRun({ board: frozen, plan, inputs: listInputs(20) });
  let workers = 0;
  const still = withWorker(frozen, () => {
    workers += 1;
    return workers === 1 ? { beat: async () => undefined } : {};
  });
  const first = run(still, server, { concurrency: 1 });
  await asked;
  const other = createFileBoard({ path, leaseMs: 50 });
  onTestFinished(() => other.close());
  await vi.waitFor(async () => expect((await run(other, server)).totals.items.unknown).toBe(1), patience);
  wake();
  const { totals, stopped } = await first;
  expect(stopped).toBeUndefined();
  expect(totals.items).toMatchObject({ billed: 20, unknown: 0 });
  await expectRules(frozen, server, { inputs: 20 });
});

test("a worker that was given up opens another one where there is something left", async () => {
  const server = await startServer();
  const path = join(makeFolder(), "board.sqlite");
  const board = openBoard(path);
  await planRun({ board, plan, inputs: listInputs(10) });
  const other = createFileBoard({ path, leaseMs: -1 }); // silence of any length
  onTestFinished(() => other.close());
  let workers = 0;
  const given = withWorker(board, (worker) => {
    workers += 1;
    return workers > 1
      ? {}
      : {
          takeTurn: async (turn) => {
            if (turn.send.includes(5)) await (await other.openWorker()).close(); // sweeps
            return worker.takeTurn(turn);
          },
        };
  });
  const { totals } = await run(given, server, { concurrency: 2 });
  expect(workers).toBe(2);
  expect(totals.items).toMatchObject({ billed: 10, planned: 0 });
  await expectRules(board, server, { inputs: 10 });
});

test("a clock that is set back an hour keeps nobody waiting for an hour", async () => {
  const server = await startServer();
  const path = join(makeFolder(), "board.sqlite");
  const dying = openBoard(path);
  await planRun({ board: dying, plan, inputs: listInputs(5) });
  await (await dying.openWorker()).takeSlice();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  const { totals } = await run(openBoard(path), server);
  expect(totals.items.billed).toBe(5);
});

test("clocks that jump while two collect send nothing twice, and hold the limit", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const jumps = [-1, 24, 1, -24];
  const server = await startServer({
    respond: ({ params }) => {
      const id = Number(String(params["oAuthorId"]).slice(-3));
      if (id % 10 === 3) vi.setSystemTime(Date.now() + (jumps[(id - 3) / 10] ?? 0) * 3_600_000);
      return { id: params["oAuthorId"] };
    },
  });
  const path = join(makeFolder(), "board.sqlite");
  const limited = { ...plan, maxCalls: 50 };
  const boards = [openBoard(path), openBoard(path)] as const;
  await Promise.all(boards.map(async (board) => planRun({ board, plan: limited, inputs: listInputs(60) })));
  await Promise.all(boards.map(async (board) => run(board, server)));
  await run(boards[0], server); // what is left of a worker that was taken for dead
  expect((await boards[0].readTotals()).items.billed).toBe(50);
  await expectRules(boards[0], server, { inputs: 60, most: 50 });
});

test("two that plan and collect the same file at once pay for each item once, and both tell the whole", async () => {
  const { arrived, client } = createVendor();
  const path = join(makeFolder(), "board.sqlite");
  const ends = await Promise.all(
    [openBoard(path), openBoard(path)].map(async (board) => {
      await planRun({ board, plan, inputs: listInputs(1100) });
      return collect({ board, client, concurrency: 8 });
    }),
  );
  expect(ends.map(({ totals }) => totals.items.billed)).toEqual([1100, 1100]);
  expect(new Set(arrived).size).toBe(1100);
  expect(arrived).toHaveLength(1100);
});

test.each([1, 2, 3])(
  "a vendor that loses replies at random is never asked twice for what it may have billed: seed %i",
  async (seed) => {
    let state = seed;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const outcomes = ["0", "0", "0", "hang", "cut-body", "reset-before-reply", "301", "500"];
    const server = await startServer({ choose: () => outcomes[Math.floor(next() * outcomes.length)] });
    const board = await openPlannedBoard(60, { maxCalls: 50 });
    const client = { token: "any", baseUrl: server.url, timeoutMs: 60, retry: { baseMs: 1, capMs: 2 } };
    await run(board, server, { client, concurrency: 8, maxLost: 1000 });
    await run(board, server, { client, concurrency: 8, maxLost: 1000 });
    expect((await board.readTotals()).items.unknown).toBeGreaterThan(0);
    await expectRules(board, server, { inputs: 60, most: 50 });
  },
);
