import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { type Client, ConfigError, JustOneError, type Result } from "@just-one/core";
import {
  type ClaimStore,
  createFileCache,
  createSharedTwins,
  type FileCache,
  type FileCacheOptions,
} from "@just-one/core/node";
import { nameOwner } from "@just-one/sqlite/owner";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import type { TestOperations } from "./support/operations.ts";
import { envelope } from "./support/replies.ts";

const hourMs = 3_600_000;
const dead = `${nameOwner().split("|").slice(0, 2).join("|")}|2147483646|1`;
const operation = "GET /things/v1";
let path = "";
let arrived = 0;
/** What the vendor does with a request. */
let answer: () => Promise<Response>;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "just-one-twins-"));
  path = join(folder, "replies");
  arrived = 0;
  answer = async () => new Response(envelope(0, { data: { name: "a thing" } }));
  return () => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  };
});

/** A client as of a process of its own. */
function open(options: Partial<FileCacheOptions> = {}): Client<TestOperations> & { readonly store: FileCache } {
  const store = createFileCache({ path, ...options });
  const client = createTestClient({
    fetch: async () => {
      arrived += 1;
      return answer();
    },
    cache: { ttlMs: 24 * hourMs, store },
    stages: [store.twins],
    retry: false,
  });
  onTestFinished(() => store.close());
  return Object.assign(client, { store });
}
const ask = async (
  client: Client<TestOperations>,
  options: { signal?: AbortSignal; cache?: "refresh" } = {},
): Promise<Result<unknown>> => client.try(operation, { id: "1" }, options);
const isInDoubt = (result: Result<unknown>): boolean =>
  !result.ok && ConfigError.is(result.error) && result.error.inDoubt === true;

function execute(sql: string, ...values: (string | number)[]): unknown[] {
  const database = new DatabaseSync(path);
  try {
    return database.prepare(sql).all(...values);
  } finally {
    database.close();
  }
}
/** Makes the claim that is there another process's, which has not said since so long that it lives. */
const leaveTo = (owner: string, silentMs = 0): unknown[] =>
  execute("update claims set owner = ?, holder = 'other', aliveAt = aliveAt - ?", owner, silentMs);

/** A question that another process has claimed, and sent or not; nothing of it arrives here. */
async function claimBy(owner: string, isSent: boolean, silentMs = 0): Promise<void> {
  await ask(open());
  const [row] = execute("select key from replies");
  execute("delete from replies");
  execute(
    "insert into claims values (?, 'other', ?, ?, ?)",
    (row as { key: string }).key,
    owner,
    Number(isSent),
    Date.now() - silentMs,
  );
  arrived = 0;
}

test("of identical calls in several processes one pays, and the others have its reply", async () => {
  answer = async () => (await wait(30), new Response(envelope(0, { data: { name: "a thing" } })));
  const results = await Promise.all([open(), open(), open()].flatMap((client) => [ask(client), ask(client)]));
  expect(results.map(({ ok }) => ok)).toEqual(Array.from({ length: 6 }, () => true));
  expect(results.filter(({ meta }) => !meta.cached)).toHaveLength(1);
  expect(arrived).toBe(1);
  expect(execute("select * from claims")).toEqual([]);
});

test("lets the next one pay when the first was not billed", async () => {
  const codes = [400, 0];
  answer = async () => (await wait(30), new Response(envelope(codes.shift() ?? 0, { data: { name: "a thing" } })));
  const results = await Promise.all([ask(open()), ask(open())]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(arrived).toBe(2);
});

test("sends what a process had claimed that died, and not what it had sent", async () => {
  await claimBy(dead, false);
  expect((await ask(open())).ok).toBe(true);
  await claimBy(dead, true);
  const client = open();
  const [row] = execute("select key from claims");
  expect(client.store.isDoubtful((row as { key: string }).key)).toBe(true);
  const result = await ask(client);
  expect(isInDoubt(result)).toBe(true);
  expect(
    !result.ok &&
      isInDoubt({ ...result, error: JustOneError.from(JSON.parse(JSON.stringify(result.error))) as ConfigError }),
  ).toBe(true);
  expect(arrived).toBe(0);
  expect((await ask(client, { cache: "refresh" })).ok).toBe(true);
  expect((await ask(open())).meta.cached).toBe(true);
});

test("is not stopped for ever by a process that is stopped", async () => {
  await claimBy(`${hostname()}x|boot|1|1`, false, 61_000);
  expect((await ask(open())).ok).toBe(true);
  await claimBy(nameOwner(), true, 61_000);
  expect(isInDoubt(await ask(open()))).toBe(true);
});

test("waits no longer than it is waited for", async () => {
  await claimBy(nameOwner(), true);
  const controller = new AbortController();
  const asked = ask(open(), { signal: controller.signal });
  controller.abort();
  expect(await asked).toMatchObject({ ok: false, error: { kind: "aborted", billing: "unbilled" } });
  const client = open();
  const waiting = ask(client);
  await client.close();
  expect((await waiting).ok).toBe(false);
  expect(arrived).toBe(0);
});

/** Asks with a client that stops between its claim and its request, as at a limiter, until it may go on. */
async function askAndStop(): Promise<{
  client: ReturnType<typeof createTestClient>;
  asked: ReturnType<typeof ask>;
  goOn: () => void;
}> {
  const begun = Promise.withResolvers<void>();
  const stop = Promise.withResolvers<void>();
  const store = createFileCache({ path });
  onTestFinished(() => store.close());
  const client = createTestClient({
    fetch: async () => {
      arrived += 1;
      return answer();
    },
    cache: { ttlMs: hourMs, store },
    stages: [{ aroundAttempt: async (_, next) => (begun.resolve(), await stop.promise, next()) }, store.twins],
  });
  const asked = ask(client);
  await begun.promise;
  return { client, asked, goOn: stop.resolve };
}

test("sends nothing when its claim has become another's, as it was taken for dead", async () => {
  const { asked, goOn } = await askAndStop();
  leaveTo(nameOwner());
  goOn();
  expect(isInDoubt(await asked)).toBe(true);
  expect(arrived).toBe(0);
});

test("a question in doubt ends no list: all others are asked", async () => {
  await claimBy(dead, true);
  const ids = ["1", "2", "3"].map((id) => ({ id }));
  const told: string[] = [];
  for await (const item of open().map(operation, ids, { concurrency: 1 }))
    told.push(item.ok ? "billed" : isInDoubt(item) ? "in doubt" : "failed");
  expect(told).toEqual(["in doubt", "billed", "billed"]);
});

test("sends nothing when somebody has taken its claim over, has paid, and is done with it", async () => {
  const { client, asked, goOn } = await askAndStop();
  leaveTo(nameOwner(), 2 * 60_000); // it stood still meanwhile
  expect((await ask(open())).ok).toBe(true);
  goOn();
  expect(isInDoubt(await asked)).toBe(true);
  expect(arrived).toBe(1);
  expect((await ask(client)).meta.cached).toBe(true);
});

test.each([-hourMs, 24 * hourMs])("a clock that is set %d ms off sends nothing twice", async (ms) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const first = Promise.withResolvers<Response>();
  answer = async () => first.promise;
  const one = ask(open());
  await vi.waitFor(() => expect(arrived).toBe(1));
  vi.setSystemTime(Date.now() + ms);
  const other = await ask(open());
  expect(isInDoubt(other)).toBe(true); // nobody can tell by the clock whether the first still lives
  first.resolve(new Response(envelope(0, { data: { name: "a thing" } })));
  expect((await one).ok).toBe(true);
  expect((await ask(open())).meta.cached).toBe(true);
  expect(arrived).toBe(1);
});

test("forgets a doubt when its time is over, and counts none from before a moment that is named", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  answer = async () => Promise.reject(new Error("lost"));
  await ask(open());
  answer = async () => new Response(envelope(0, { data: { name: "a thing" } }));
  expect(isInDoubt(await ask(open()))).toBe(true);
  vi.setSystemTime(Date.now() + 1000);
  const now = Date.now();
  expect((await ask(open({ doubtsSince: now }))).meta.billing).toBe("billed");
  expect((await ask(open({ repliesSince: now }))).meta.cached).toBe(true);
  expect((await ask(open({ repliesSince: now + 1 }))).meta.billing).toBe("billed");
  expect(arrived).toBe(3);
  answer = async () => Promise.reject(new Error("lost"));
  await ask(open({ repliesSince: now + 2 }));
  answer = async () => new Response(envelope(0, { data: { name: "a thing" } }));
  vi.setSystemTime(now + hourMs + 1);
  expect((await ask(open({ repliesSince: now + 2 }))).meta.billing).toBe("billed");
});

test("keeps no claim of a dead process for longer than it counts", async () => {
  await claimBy(dead, true, hourMs + 1);
  createFileCache({ path }).close();
  expect(execute("select * from claims")).toEqual([]);
});

test("goes on with a file of the version before, and with one that replaced it", async () => {
  createFileCache({ path }).close();
  execute("drop table claims");
  execute("pragma user_version = 1");
  const client = open();
  answer = async () => {
    rmSync(path);
    return new Response(envelope(0, { data: { name: "a thing" } }));
  };
  expect((await ask(client)).ok).toBe(true);
});

test("says every three seconds that the process lives, so that nobody takes a slow call for a dead one", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  answer = async () => {
    begun.resolve();
    await goOn.promise;
    return new Response(envelope(0));
  };
  const slow = ask(open());
  await begun.promise;
  execute("update claims set aliveAt = aliveAt - 61000");
  await vi.advanceTimersByTimeAsync(3000);
  const [row] = execute("select aliveAt from claims");
  expect(Date.now() - (row as { aliveAt: number }).aliveAt).toBeLessThan(60_000);
  goOn.resolve();
  expect((await slow).ok).toBe(true);
});

/** A client whose claims are kept by a store of ours. */
function openWith(claims: Partial<ClaimStore>): { client: Client<TestOperations>; close: () => Promise<void> } {
  const twins = createSharedTwins({
    findOrClaim: () => "yours",
    mark: () => true,
    end: () => undefined,
    renew: () => undefined,
    ...claims,
  });
  const cache = { ttlMs: hourMs, store: { get: (key: string) => twins.find(key), set: () => undefined } };
  return {
    client: createTestClient({ fetch: async () => answer(), cache, stages: [twins.stage] }),
    close: async () => twins.close(),
  };
}

test("is closed once the store knows how each call ended", async () => {
  const goOn = Promise.withResolvers<void>();
  const ended: string[] = [];
  const { client, close } = openWith({
    end: async ({ key }) => {
      await goOn.promise;
      ended.push(key);
    },
  });
  expect((await ask(client)).ok).toBe(true);
  const closing = close().then(() => ended.push("closed"));
  await new Promise((resolve) => void setImmediate(resolve));
  goOn.resolve();
  await closing;
  expect(ended).toEqual([expect.stringContaining(operation), "closed"]);
});

test("gives back what it is given when nobody waits for it any more", async () => {
  const claimed = Promise.withResolvers<"yours">();
  const ended = vi.fn<() => void>();
  const { client } = openWith({ findOrClaim: () => claimed.promise, end: ended });
  const controller = new AbortController();
  const asked = ask(client, { signal: controller.signal });
  await new Promise((resolve) => void setImmediate(resolve));
  controller.abort();
  expect((await asked).ok).toBe(false);
  claimed.resolve("yours");
  await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce());
});
