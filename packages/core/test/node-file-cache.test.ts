import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type CachedReply, ConfigError } from "@just-one/core";
import { createFileCache, type FileCache, type FileCacheOptions } from "@just-one/core/node";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient, markedToken } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "just-one-cache-"));
  path = join(folder, "replies.cache");
  vi.useFakeTimers({ now: 1000, toFake: ["Date"] });
  return () => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  };
});

test("returns a reply as it was kept, also to the next process", () => {
  const full = { ...reply(), json: '{"名":"中\\u0000"}', requestId: "r-1", recordTime: "2026-11-24 10:00:00" };
  const first = createFileCache({ path });
  void first.set("full", full);
  void first.set("plain", reply());
  first.close();
  const next = open();
  expect(next.get("full")).toStrictEqual(full);
  expect(next.get("plain")).toStrictEqual(reply());
  expect(next.get("other")).toBe(undefined);
});

test("has a reply from the future for no longer than it was kept for, as a clock that was wrong makes it", () => {
  const cache = open();
  vi.setSystemTime(1_000_000);
  void cache.set("a", { ...reply(), storedAt: 1_000_000, expiresAt: 1_100_000 });
  vi.setSystemTime(950_000); // set back
  expect(cache.peek("a")).toMatchObject({ json: reply().json });
  vi.setSystemTime(899_999);
  expect([cache.peek("a"), cache.has("a")]).toEqual([undefined, false]);
  const next = open();
  expect(next.peek("a")).toBe(undefined);
});

test("keeps the later of two replies", () => {
  const cache = open();
  void cache.set("a", reply("1"));
  void cache.set("a", reply("2"));
  expect(cache.peek("a")?.json).toBe("2");
  expect(listRows()).toEqual(["a"]);
});

test.each([1000.5, Number.MAX_SAFE_INTEGER, 1e300, Infinity])("keeps a reply for %d ms", async (ttlMs) => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0, { data: { name: "a thing" } })));
  const client = createTestClient({ fetch, cache: { ttlMs, store: open() } });
  await client.call("GET /things/v1", { id: "1" });
  expect(await client.call("GET /things/v1", { id: "1" })).toMatchObject({ meta: { cached: true } });
  expect(requests).toHaveLength(1);
});

test("tells an estimate that it has a reply, and does not count that as its use", async () => {
  const { fetch } = createFakeFetch(respond(envelope(0, { data: { name: "a thing" } })));
  const store = open();
  const client = createTestClient({ fetch, cache: { ttlMs: 3_600_000, store } });
  await client.call("GET /things/v1", { id: "1" });
  const get = vi.spyOn(store, "get");
  vi.setSystemTime(200_000);
  const estimates = await client.estimate("GET /things/v1", [{ id: "1" }, { id: "2" }]);
  expect(estimates.map(({ outcome }) => outcome)).toEqual(["cached", "send"]);
  const [refreshed] = await client.estimate("GET /things/v1", [{ id: "1" }], { cache: "refresh" });
  expect(refreshed).toMatchObject({ outcome: "send" });
  expect(get).not.toHaveBeenCalled();
  expect(readUses()).toEqual([1000]);
  vi.setSystemTime(3_601_000);
  expect(await client.estimate("GET /things/v1", { id: "1" })).toMatchObject({ outcome: "send" });
});

test("does not return an expired reply", () => {
  const cache = open();
  void cache.set("a", reply());
  vi.setSystemTime(1999);
  expect(cache.get("a")).toBeDefined();
  vi.setSystemTime(2000);
  expect(cache.get("a")).toBe(undefined);
});

test("removes expired replies when another is kept, and when the file is opened", () => {
  const cache = open();
  void cache.set("a", reply());
  vi.setSystemTime(2000);
  void cache.set("b", { ...reply(), expiresAt: 3000 });
  expect(listRows()).toEqual(["b"]);
  vi.setSystemTime(3000);
  open();
  expect(listRows()).toEqual([]);
});

test("drops the least recently used reply beyond `maxEntries`", () => {
  const cache = open({ maxEntries: 2 });
  void cache.set("a", lasting());
  vi.setSystemTime(2000);
  void cache.set("b", lasting());
  vi.setSystemTime(100_000);
  cache.peek("a");
  void cache.set("c", lasting());
  expect(listRows()).toEqual(["a", "c"]);
});

test("stays within `maxBytes`, counted in bytes and not in characters", () => {
  const cache = open({ maxBytes: 10 });
  void cache.set("a", reply("中中"));
  void cache.set("b", reply("中"));
  expect(listRows()).toEqual(["b"]);
  void cache.set("c", reply("12345"));
  expect(listRows()).toEqual(["b", "c"]);
});

test("does not keep a reply that is too large by itself, and forgets the one it would replace", () => {
  const cache = open({ maxBytes: 10 });
  void cache.set("a", reply("1"));
  void cache.set("b", reply("1"));
  void cache.set("a", reply("1234567890"));
  expect(listRows()).toEqual(["b"]);
});

test("keeps nothing with `maxEntries: 0`", () => {
  const cache = open({ maxEntries: 0 });
  void cache.set("a", reply());
  expect(listRows()).toEqual([]);
});

test("counts its size right however replies come and go", () => {
  const cache = open({ maxEntries: 5 });
  for (let index = 0; index < 40; index += 1) void cache.set(`${index % 9}`, reply("x".repeat(index)));
  expect(query("select entries, bytes from size")).toEqual(
    query("select count(*) entries, sum(bytes) bytes from replies"),
  );
});

test("is shared by processes that write at the same time", async () => {
  const script = new URL("support/cache-process.ts", import.meta.url);
  const execArgv = ["--conditions=@just-one/source", "--disable-warning=ExperimentalWarning"];
  const children = ["x", "y", "z"].map((name) => fork(script, [path, name], { execArgv }));
  const exits = await Promise.all(children.map((child) => once(child, "exit")));
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0]);
  expect(listRows().length).toBe(300);
});

test.skipIf(process.platform === "win32")("lets only the file's owner read it", () => {
  void open().set("a", reply());
  for (const suffix of ["", "-wal", "-shm"]) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
});

test("refuses a file that is no cache", () => {
  writeFileSync(path, "no cache ".repeat(1000));
  expect(() => createFileCache({ path })).toThrow(ConfigError);
  expect(() => createFileCache({ path })).toThrow(/as a cache: it is damaged or no SQLite file/);
});

test("answers a client's second call, and holds no token", async () => {
  const { fetch, requests } = createFakeFetch(respond(envelope(0, { data: { name: "n" } })));
  const client = createTestClient({ fetch, cache: { ttlMs: 1000, store: open() } });
  await client.call("GET /things/v1", { id: "1" });
  const second = createTestClient({ fetch, cache: { ttlMs: 1000, store: open() } });
  const { data, meta } = await second.call("GET /things/v1", { id: "1" });
  expect([data, meta.cached, meta.requestId, requests.length]).toEqual([{ name: "n" }, true, "r-1", 1]);
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
  expect(bytes.join("")).toContain("GET /things/v1");
  expect(bytes.join("")).not.toContain(markedToken);
});

function reply(json = "{}"): CachedReply {
  return { json, storedAt: 1000, expiresAt: 2000 };
}

function lasting(): CachedReply {
  return { ...reply(), expiresAt: 1_000_000 };
}

function open(options: Partial<FileCacheOptions> = {}): FileCache {
  const cache = createFileCache({ path, ...options });
  onTestFinished(() => cache.close());
  return cache;
}

/** The keys that are in the file. */
function listRows(): unknown[] {
  return query("select key from replies order by key").map((row) => Object.values(row)[0]);
}

function readUses(): unknown[] {
  return query("select usedAt from replies").map((row) => Object.values(row)[0]);
}

function query(sql: string): object[] {
  const database = new DatabaseSync(path);
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => Object.assign({}, row));
  } finally {
    database.close();
  }
}
