import { createAdaptiveLimiter } from "@just-one/core/lean";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { collect } from "../src/collect.ts";
import type { CollectOptions } from "../src/collect-options.ts";
import type { Board } from "../src/board.ts";
import { openPlannedBoard } from "./support/open-board.ts";

async function startServer(choose?: FaultServerOptions["choose"]): Promise<FaultServer> {
  const server = await startFaultServer({ choose });
  onTestFinished(() => server.close());
  return server;
}

function run(board: Board, server: FaultServer, options: Partial<CollectOptions> = {}): ReturnType<typeof collect> {
  return collect({ board, client: { token: "any", baseUrl: server.url, retry: { baseMs: 1, capMs: 2 } }, ...options });
}

test("each input is paid for once, its reply is kept, and the same again sends nothing", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(300);
  const { totals, stopped } = await run(board, server);
  expect(stopped).toBeUndefined();
  expect(totals.items).toMatchObject({ billed: 300, planned: 0, sent: 0, unknown: 0 });
  expect(totals).toMatchObject({ spentCalls: 300, reservedCalls: 0, spent: "90", reserved: "0" });
  expect((await board.readReplies([1, 300])).size).toBe(2);
  await run(board, server);
  expect(server.sumUp()).toEqual({ arrived: 300, billed: 300 });
});

test("what failed for certain is told apart from what may have been paid for, and only the first is tried again", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(6);
  server.enqueue(["301", "400", "reset-before-reply", "cut-body", "0", "0"]);
  const { totals } = await run(board, server, { concurrency: 1 });
  expect(totals.items).toMatchObject({ billed: 3, failed: 1, unknown: 2, planned: 0 });
  expect(totals).toMatchObject({ spentCalls: 3, reservedCalls: 2 });
  expect((await board.readDetails()).failed).toEqual({ 400: 1 });
  await run(board, server);
  expect(server.sumUp()).toEqual({ arrived: 7, billed: 5 });
});

test("a budget is never overspent, and a larger one goes on", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(50, { budget: "3.00", maxCalls: undefined });
  const { stopped, totals } = await run(board, server);
  expect(stopped).toBe("budget");
  expect(totals).toMatchObject({ spent: "3", spentCalls: 10 });
  expect(server.sumUp()).toEqual({ arrived: 10, billed: 10 });
  await board.setLimits({ maxCalls: 50 });
  expect((await run(board, server)).totals.items.billed).toBe(50);
});

test.each([
  ["601", "balance"],
  ["602", "token-cap"],
  ["600", "permission"],
  ["100", "token"],
] as const)("code %s ends the run as %s, and leaves the rest planned", async (code, reason) => {
  const server = await startServer();
  const board = await openPlannedBoard(20);
  server.enqueue(["0", code]);
  const { stopped, totals } = await run(board, server, { concurrency: 1 });
  expect(stopped).toBe(reason);
  expect(totals.items).toMatchObject({ billed: 1, planned: 19, failed: 0 });
  expect(server.sumUp().arrived).toBe(2);
});

test("ten lost requests in a row end the run", async () => {
  const server = await startServer(() => "reset-before-reply");
  const board = await openPlannedBoard(100);
  const { stopped, totals } = await run(board, server, { concurrency: 4 });
  expect(stopped).toBe("network");
  expect(totals.items.unknown).toBeLessThanOrEqual(13);
  expect(totals.items.unknown).toBe(server.sumUp().arrived);
});

test("a vendor that cannot be reached costs nothing and leaves everything planned", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(40);
  await server.close();
  const { stopped, totals } = await run(board, server, { concurrency: 4 });
  expect(stopped).toBe("network");
  expect(totals.items).toMatchObject({ planned: 40, unknown: 0, failed: 0 });
});

test("stopping waits for what is under way and leaves the rest planned", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(100);
  const stop = new AbortController();
  const { stopped, totals } = await run(board, server, {
    concurrency: 8,
    stop: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(stopped).toBe("interrupted");
  expect(totals.items).toMatchObject({ unknown: 0, sent: 0, billed: server.sumUp().billed });
  expect(totals.items.planned).toBeGreaterThan(80);
});

test("aborting leaves what is under way unknown, and it is not sent again", async () => {
  const abort = new AbortController();
  const server = await startServer(() => {
    queueMicrotask(() => abort.abort());
    return "hang";
  });
  const board = await openPlannedBoard(100);
  const { totals } = await run(board, server, { concurrency: 1, abort: abort.signal });
  expect(totals.items).toMatchObject({ unknown: 1, planned: 99 });
  expect(server.sumUp().arrived).toBe(1);
});

test("while the vendor limits an operation, progress tells until when", async () => {
  const server = await startServer();
  const board = await openPlannedBoard(3);
  server.enqueue(["302"]);
  const stop = new AbortController();
  let until: Date | undefined;
  const startedAt = Date.now();
  await run(board, server, {
    concurrency: 1,
    stop: stop.signal,
    onProgress: ({ limitedUntil }) => {
      until ??= limitedUntil;
      if (until !== undefined) stop.abort();
    },
  });
  expect((until?.getTime() ?? 0) - startedAt).toBeGreaterThan(1000);
  expect(server.sumUp()).toEqual({ arrived: 1, billed: 0 });
});

test("runs that share a limiter send no more at once than it lets go", async () => {
  let [underWay, most] = [0, 0];
  const fetch = async (): Promise<Response> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return new Response('{"code":0,"data":{}}');
  };
  const limiter = createAdaptiveLimiter({ concurrency: 3 });
  const boards = [await openPlannedBoard(40), await openPlannedBoard(40)];
  const ends = await Promise.all(
    boards.map((board) => collect({ board, client: { token: "any", fetch }, concurrency: 16, limiter })),
  );
  expect(ends.map(({ totals }) => totals.items.billed)).toEqual([40, 40]);
  expect(most).toBe(3);
});

test("what is refused after it was stopped is not waited for to be sent again", async () => {
  const stop = new AbortController();
  const server = await startServer(() => {
    stop.abort();
    return "301";
  });
  const board = await openPlannedBoard(3);
  const client = { token: "any", baseUrl: server.url, retry: { baseMs: 100_000_000, capMs: 100_000_000 } };
  const { stopped, totals } = await collect({ board, client, concurrency: 1, stop: stop.signal });
  expect(stopped).toBe("interrupted");
  expect(totals.items).toMatchObject({ planned: 3, unknown: 0 });
  expect(server.sumUp().arrived).toBe(1);
});
