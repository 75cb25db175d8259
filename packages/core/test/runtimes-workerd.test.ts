import { beforeAll, describe, expect, test } from "vitest";
import { buildSuite } from "./support/runtimes/build-suite.ts";
import { expectMatrix } from "./support/runtimes/expect-matrix.ts";
import type { Row } from "./support/runtimes/matrix.ts";
import type { Outcome } from "./support/runtimes/run-suite.ts";
import { startSuiteServer } from "./support/runtimes/start-suite-server.ts";
import { startWorker } from "./support/runtimes/start-worker.ts";
import { suite } from "./support/runtimes/suite.ts";

let scripts: string;
beforeAll(async () => {
  scripts = await buildSuite();
});

// Before 2024-10 no promise could be settled by another request, and before 2024-11 `fetch` refused to be told `cache`.
describe.each(["2024-09-01", "2026-07-30"])("in workerd as of %s", (date) => {
  test("the built core keeps every rule", async () => {
    const send = await startWorker(scripts, (await startSuiteServer(scripts)).url, date);
    // Safe: `in-worker.ts` answers so.
    const outcomes = (await send("/suite")) as readonly Outcome[];
    expect(outcomes.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(outcomes.map(({ name }) => name)).toEqual(Object.keys(suite));
  });

  test("a client knows of all that arrives", async () => {
    const { url, books } = await startSuiteServer(scripts);
    const send = await startWorker(scripts, url, date);
    // Safe: `in-worker.ts` answers so.
    const rows = (await send("/matrix")) as readonly Row[];
    expectMatrix(rows, books);
    const lowerBounds = rows.filter(({ isLowerBound }) => isLowerBound).map(({ id }) => id.replace(/-.*/, ""));
    expect(new Set(lowerBounds)).toEqual(new Set(["misdirected", "once421"])); // not needed, and not told apart
  });

  test("forty requests at once share one client, and so do those after them", async () => {
    const { url } = await startSuiteServer(scripts);
    const send = await startWorker(scripts, url, date);
    const ask = (number: number): Promise<unknown> =>
      send(`/call?id=success-${number}`, { signal: AbortSignal.timeout(60_000) });
    for (let round = 0; round < 2; round += 1) {
      const replies = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(round * 40 + index)));
      expect(replies).toEqual(replies.map(() => ({ ok: true, billing: "billed", attempts: 1 })));
    }
  });

  test("the places of requests that are gone come back, whether they waited or were under way", async () => {
    const { url } = await startSuiteServer(scripts);
    const send = await startWorker(scripts, url, date);
    await Promise.all(Array.from({ length: 40 }, (_, index) => send(`/leave?id=hang-${index}`)));
    const reply = await send("/call?id=success", { signal: AbortSignal.timeout(60_000) });
    expect(reply).toEqual({ ok: true, billing: "billed", attempts: 1 });
  });

  test("identical requests share one reply", async () => {
    const { url } = await startSuiteServer(scripts);
    const send = await startWorker(scripts, url, date);
    const ask = (): Promise<unknown> => send("/call?id=flaky-same", { signal: AbortSignal.timeout(60_000) });
    const replies = await Promise.all(Array.from({ length: 5 }, ask));
    expect(replies).toContainEqual({ ok: true, billing: "billed", attempts: 3 });
    expect(replies).toEqual(replies.map(() => expect.objectContaining({ ok: true })));
  });
});
