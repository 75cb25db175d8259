import { copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { CachedReply, ClientOptions } from "@just-one/core";
import { createFileCache, createFileLedger, type FileCache, type FileLedger } from "@just-one/core/node";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createReply, createVendor } from "./support/create-vendor.ts";

// Files that others lock, fill, delete or replace while they are open.

const things = "GET /things/v1";
const id = { id: "1" };

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "just-one-locked-"));
  path = join(folder, "shared.file");
  return () => rmSync(folder, { recursive: true });
});

describe("a ledger that another process has locked", () => {
  test("lets this process go on, and the calls once it is free", async () => {
    const { client, vendor } = createScene({ ledger: openLedger() });
    const unlock = lock();
    const began = performance.now();
    const calls = Array.from({ length: 20 }, (_, index) => client.try(things, { id: `${index}` }));
    let turns = 0;
    // Each turn could be the timer or socket of another call; one that stood still for each of them would take minutes.
    while (turns <= 20 && performance.now() - began < 5000) {
      turns += 1;
      await new Promise(setImmediate);
    }
    expect(turns).toBeGreaterThan(20);
    expect(vendor.asked).toEqual([]);
    unlock();
    for (const result of await Promise.all(calls)) expect(result).toMatchObject({ ok: true });
    expect(vendor.asked).toHaveLength(20);
    await vi.waitFor(async () => expect(sum(await client.usage())).toEqual({ spent: 20, reserved: 0 }));
  });

  test("holds no call beyond its deadline, or its signal, and keeps nothing reserved for it", async () => {
    const { client, vendor } = createScene({ ledger: openLedger() });
    const unlock = lock();
    const controller = new AbortController();
    const calls = [
      client.try(things, id, { deadlineMs: 30 }),
      client.try(things, { id: "2" }, { signal: controller.signal }),
    ];
    expect(await calls[0]).toMatchObject({ error: { kind: "timeout", scope: "deadline", billing: "unbilled" } });
    controller.abort();
    expect(await calls[1]).toMatchObject({ error: { kind: "aborted", billing: "unbilled" } });
    expect(vendor.asked).toEqual([]);
    unlock();
    await client.try(things, { id: "3" });
    await vi.waitFor(async () => expect(sum(await client.usage())).toEqual({ spent: 1, reserved: 0 }));
  });

  test("while a call settles gives what was paid for to its caller, and settles it once it is free", async () => {
    const locks: (() => void)[] = [];
    const { client } = createScene({ ledger: openLedger() }, () => locks.push(lock()));
    const result = await client.try(things, id, { deadlineMs: 20_000 });
    expect(result).toMatchObject({ ok: true, data: { name: "a thing" } });
    expect(sum(await client.usage())).toEqual({ spent: 0, reserved: 1 });
    locks[0]?.();
    await vi.waitFor(async () => expect(sum(await client.usage())).toEqual({ spent: 1, reserved: 0 }));
  });

  test("gives up what waits when it is closed", async () => {
    const ledger = createFileLedger({ path });
    const unlock = lock();
    const waiting = ledger.reserve(entry("1"), []);
    ledger.close();
    await expect(waiting).rejects.toThrow(/locked/);
    unlock();
  });

  test("opens at once where it is made already", () => {
    void openLedger().reserve(entry("1"), []);
    const unlock = lock();
    const began = performance.now();
    expect(openLedger().usage()).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(5000);
    unlock();
  });
});

describe("a ledger whose file was", () => {
  test.each<[string, () => void]>([
    ["deleted", remove],
    ["deleted, and made anew", () => void (remove(), openLedger())],
    [
      "replaced by a copy",
      () => {
        copyFileSync(path, `${path}.copy`);
        renameSync(`${path}.copy`, path);
      },
    ],
    ["left without its log", () => rmSync(`${path}-wal`)],
    [
      "replaced by something else",
      () => {
        writeFileSync(`${path}.other`, "other");
        renameSync(`${path}.other`, path);
      },
    ],
  ])("%s while it was open spends nothing more, and says what to do", async (_how, change) => {
    const budget = { maxCalls: 2, window: "day" } as const;
    const { client, vendor } = createScene({ ledger: openLedger(), budget });
    await client.call(things, id);
    change();
    const result = await client.try(things, { id: "2" });
    expect(result).toMatchObject({
      error: {
        kind: "config",
        billing: "unbilled",
        message: expect.stringMatching(/deleted or replaced.*put it back/),
      },
    });
    expect(vendor.asked).toHaveLength(1);
  });

  test.skipIf(process.platform === "win32")("moved away goes on once it is put back", async () => {
    const { client } = createScene({ ledger: openLedger() });
    await client.call(things, id);
    renameSync(path, `${path}.away`);
    expect(await client.try(things, { id: "2" })).toMatchObject({ error: { kind: "config" } });
    renameSync(`${path}.away`, path);
    expect(await client.try(things, { id: "2" })).toMatchObject({ ok: true });
    expect(sum(await client.usage())).toEqual({ spent: 2, reserved: 0 });
  });

  test("deleted while a call is under way costs nobody the reply", async () => {
    const { client } = createScene({ ledger: openLedger() }, remove);
    expect(await client.try(things, id)).toMatchObject({ ok: true });
  });
});

describe("a cache that", () => {
  const troubles: [string, () => () => void][] = [
    ["is locked", lock],
    ["is full", fill],
  ];

  test.each(troubles)("%s answers with what it has, and does not wait", async (_trouble, trouble) => {
    const { client, vendor } = createScene({ cache: { ttlMs: 1e9, store: openCache() } });
    await client.call(things, id);
    execute("update replies set usedAt = usedAt - 120000");
    const undo = trouble();
    const began = performance.now();
    for (let index = 0; index < 5; index += 1) {
      expect(await client.try(things, id)).toMatchObject({ ok: true, meta: { cached: true } });
    }
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(vendor.asked).toHaveLength(1);
    undo();
  });

  test.each(troubles)("%s loses no new reply, and has none paid for again", async (trouble, start) => {
    const cache = openCache();
    const { client, vendor } = createScene({ cache: { ttlMs: 1e9, store: cache } });
    const undo = start();
    expect(await client.try(things, id, { deadlineMs: 20_000 })).toMatchObject({ ok: true, meta: { cached: false } });
    expect(await client.try(things, id, { deadlineMs: 20_000 })).toMatchObject({ ok: true, meta: { cached: true } });
    expect(vendor.asked).toHaveLength(1);
    undo();
    const written = trouble === "is locked" ? 1 : 0;
    await vi.waitFor(() => expect(execute("select count(*) rows from replies")).toEqual({ rows: written }));
    expect(cache.get("unknown")).toBe(undefined);
  });

  test("was locked keeps the later of two replies", async () => {
    const cache = openCache();
    const unlock = lock();
    const kept = [cache.set("a", reply("1")), cache.set("a", reply("2"))];
    expect(cache.peek("a")?.json).toBe("2");
    unlock();
    for (const one of kept) await one;
    expect(cache.peek("a")?.json).toBe("2");
    expect(execute("select json from replies")).toEqual({ json: "2" });
  });

  test("forgets what it could not write when its time is over, and all but the last 200", () => {
    const cache = openCache();
    fill();
    for (let index = 0; index <= 200; index += 1) expect(() => cache.set(`${index}`, reply("1"))).toThrow(/full/);
    expect(cache.get("0")).toBe(undefined);
    expect(cache.get("1")).toMatchObject({ json: "1" });
    vi.useFakeTimers({ now: Date.now() + 2e6, toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    expect(cache.get("1")).toBe(undefined);
  });

  test.skipIf(process.platform === "win32")("was deleted or replaced goes on with the file that is there", async () => {
    const cache = openCache();
    void cache.set("a", reply("1"));
    remove();
    const other = openCache();
    void cache.set("b", reply("2"));
    expect(other.peek("b")?.json).toBe("2");
    void other.set("c", reply("3"));
    expect(cache.peek("c")?.json).toBe("3");
    expect(cache.get("a")).toBe(undefined);
  });

  test("is locked while it is opened opens all the same", () => {
    void openCache().set("a", reply("1"));
    const unlock = lock();
    const began = performance.now();
    expect(openCache().peek("a")?.json).toBe("1");
    expect(performance.now() - began).toBeLessThan(5000);
    unlock();
  });
});

function createScene(options: Partial<ClientOptions>, onAsked: () => unknown = () => undefined) {
  const vendor = createVendor(() => {
    onAsked();
    return createReply(0);
  });
  return { vendor, client: createTestClient({ fetch: vendor.fetch, ...options }) };
}

function openLedger(): FileLedger {
  const ledger = createFileLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}

function openCache(): FileCache {
  const cache = createFileCache({ path });
  onTestFinished(() => cache.close());
  return cache;
}

/** Locks the file as another process would; returns what frees it. */
function lock(): () => void {
  const other = new DatabaseSync(path);
  other.exec("begin immediate");
  return () => other.close();
}

/** Makes every change of the replies fail as it does on a full disk. */
function fill(): () => void {
  for (const change of ["insert", "update"]) {
    execute(`create trigger full_${change} before ${change} on replies begin select raise(abort, 'disk is full'); end`);
  }
  return () => undefined;
}

function remove(): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
}

function execute(sql: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return sql.startsWith("select") ? { ...database.prepare(sql).get() } : database.exec(sql);
  } finally {
    database.close();
  }
}

function sum(rows: readonly { readonly spentCalls: number; readonly reservedCalls: number }[]): object {
  return rows.reduce(
    (all, { spentCalls, reservedCalls }) => ({ spent: all.spent + spentCalls, reserved: all.reserved + reservedCalls }),
    { spent: 0, reserved: 0 },
  );
}

function entry(name: string): Parameters<FileLedger["reserve"]>[0] {
  return { id: name, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.15" };
}

function reply(json: string): CachedReply {
  return { json, storedAt: Date.now(), expiresAt: Date.now() + 1e6 };
}
