import type { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../errors/config-error.ts";
import type { Awaitable } from "../awaitable.ts";
import type { CachedReply, CacheStore } from "../cache/cache-store.ts";
import type { Stage } from "../call/stage.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Shape } from "../options/read-options.ts";
import { type OpenDatabase, openDatabase, runTransaction } from "@just-one/sqlite";
import { createTurns, type Patience } from "@just-one/sqlite/turns";
import { claimsSchema, type DoubtLimits, type FileClaims, prepareClaims } from "./file-claims.ts";
import { createSharedTwins } from "./shared-twins.ts";
import { createUnwrittenReplies } from "./unwritten-replies.ts";

/** Where a cache is kept, and how much of it. */
export interface FileCacheOptions {
  /** The file; made if it is missing, in a folder that exists, on a local disk (SQLite's log needs one). */
  readonly path: string;
  /** Replies kept; the least recently used goes first. @default 10_000 */
  readonly maxEntries?: number | undefined;
  /**
   * Bytes of all keys and replies together; a reply that is larger by itself is not kept. The file takes somewhat more.
   * @default 268_435_456 (256 MiB)
   */
  readonly maxBytes?: number | undefined;
  /** Milliseconds for which nobody pays again for what was paid for without a reply, or may have been. @default 3_600_000 (1 hour) */
  readonly doubtMs?: number | undefined;
  /** Epoch milliseconds: replies kept before then do not answer here, as for one who pays for newer ones. @default 0 */
  readonly repliesSince?: number | undefined;
  /** Epoch milliseconds: what may have been paid for before then is paid for again here. @default 0 */
  readonly doubtsSince?: number | undefined;
}

/** A cache in a file, shared by all processes of a machine that open it. */
export interface FileCache extends CacheStore {
  /**
   * Finds a reply; `undefined` when there is none, or when its time is over. A promise for calls of a client that has the stage `twins`:
   * they wait for what another process pays for.
   */
  get(key: string): Awaitable<CachedReply | undefined>;
  /** The reply that is there now; waits for nobody. */
  peek(key: string): CachedReply | undefined;
  /** Whether `get` would find a reply; reads and writes nothing of it. */
  has(key: string): boolean;
  /** Keeps a reply in place of an earlier one; as a promise while another process has the file locked. */
  set(key: string, reply: CachedReply): void | Promise<void>;
  /** Whether an identical call may have been paid for, without a reply: a client with the stage `twins` would not send it. */
  isDoubtful(key: string): boolean;
  /**
   * A stage for the clients that have this cache: of identical calls in all processes one pays, and the others wait for its
   * reply. Without it, each that finds nothing pays.
   */
  readonly twins: Stage;
  /** Lets go of the file; the cache cannot be used after that. */
  close(): void;
}

/**
 * Opens a cache on `node:sqlite` (Node 22.13 or later). The file holds operations, parameters and replies, and never
 * the token. A reply that the file cannot take, because it is locked or full, answers from memory meanwhile, the last
 * 200 of them. Where the file is deleted or replaced, the cache goes on with the one that is there.
 *
 * With the stage `twins`, a call that finds no reply claims it. What may have been paid for without a reply, by a process that died or a
 * request that was lost, is not sent again for an hour: calls fail, unsent, and `cache: "refresh"` pays all the same.
 *
 * @throws ConfigError when the file is no cache, is damaged or cannot be opened
 * @example
 * ```ts
 * const store = createFileCache({ path: "just-one.cache" });
 * const client = createClient({ token, cache: { ttlMs: 24 * 3_600_000, store }, stages: [store.twins] });
 * ```
 */
export function createFileCache(options: FileCacheOptions): FileCache {
  const {
    path,
    maxEntries = 10_000,
    maxBytes = 256 * 1024 * 1024,
    doubtMs = 3_600_000,
    repliesSince = 0,
    doubtsSince = 0,
  } = checkOptions(options, shape);
  const limits: DoubtLimits = { doubtMs, doubtsSince };
  const turns = createTurns();
  const unwritten = createUnwrittenReplies();
  let file = openRows(path, limits);

  // Deleted or replaced, it answers nobody else any more: the one that is there now does.
  const findFile = (): OpenRows => {
    if (file.isInPlace()) return file;
    const next = openRows(path, limits);
    file.database.close();
    file = next;
    return file;
  };
  const findRows = (): Rows => findFile().rows;
  const write = (key: string, reply: CachedReply): void => {
    const bytes = measureBytes(key, reply);
    const rows = findRows();
    runTransaction(file.database, () => {
      rows.remove(key);
      rows.removeExpired(Date.now());
      if (bytes > maxBytes || maxEntries < 1) return;
      rows.add(key, reply, bytes);
      for (;;) {
        const size = rows.measure();
        if (size.entries <= maxEntries && size.bytes <= maxBytes) break;
        rows.removeLeastRecentlyUsed();
      }
    });
  };

  const find = (key: string): CachedReply | undefined => {
    const kept = unwritten.get(key);
    if (kept !== undefined && kept.storedAt >= repliesSince) return kept;
    const now = Date.now();
    const rows = findRows();
    const row = rows.find(key, now);
    if (row === undefined || row.reply.storedAt < repliesSince) return undefined;
    // Roughly the last use, so that most answers write nothing.
    if (row.usedAt < now - usePrecisionMs) tryQuietly(() => rows.touch(key, now));
    return row.reply;
  };
  const change = <T>(make: (claims: FileClaims) => T, patience: Patience): T | Promise<T> =>
    turns.take(() => {
      const { database, claims } = findFile();
      return runTransaction(database, () => make(claims));
    }, patience);
  const twins = createSharedTwins({
    findOrClaim: (claim) =>
      find(claim.key) ?? change((claims) => find(claim.key) ?? claims.claim(claim, Date.now()), claimPatience),
    mark: (claim, isSent) => change((claims) => claims.mark(claim, isSent, Date.now()), claimPatience),
    end: (claim, isDoubtful) => change((claims) => claims.end(claim, isDoubtful, Date.now()), writePatience),
    renew: (holders) => change((claims) => claims.renew(holders, Date.now()), claimPatience),
  });

  return {
    get: (key) => twins.find(key) ?? find(key),
    peek: find,
    has: (key) => (unwritten.get(key)?.storedAt ?? -1) >= repliesSince || findRows().has(key, Date.now(), repliesSince),
    isDoubtful: (key) => findFile().claims.isDoubtful(key, Date.now()),
    twins: twins.stage,
    set: (key, reply) => {
      unwritten.keep(key, reply);
      return turns.take(() => {
        write(key, reply);
        unwritten.drop(key, reply);
      }, writePatience);
    },
    close: () => {
      file.waitForLock();
      turns.close();
      file.database.close();
    },
  };
}

const shape: Shape<FileCacheOptions> = {
  path: "a text",
  maxEntries: 0,
  maxBytes: 0,
  doubtMs: 0,
  repliesSince: 0,
  doubtsSince: 0,
};

/** A reply is in hand: when it was last used is not worth losing it. */
function tryQuietly(act: () => void): void {
  try {
    act();
  } catch {
    // Locked or full; the next time will do.
  }
}

const usePrecisionMs = 60_000;
const claimPatience: Patience = { ms: 10_000, outlastsClose: false };
const writePatience: Patience = { ms: 60_000, outlastsClose: true };

interface OpenRows extends OpenDatabase {
  readonly rows: Rows;
  readonly claims: FileClaims;
}

function openRows(path: string, limits: DoubtLimits): OpenRows {
  const opened = openDatabase({
    path,
    name: "cache",
    applicationId: 0x4a314348,
    version: 2,
    schema: `${schema}; ${claimsSchema}`,
    upgrade: claimsSchema,
    synchronous: "normal",
    toError: (message) => new ConfigError(message),
  });
  const rows = prepareRows(opened.database);
  const claims = prepareClaims(opened.database, limits);
  tryQuietly(() => {
    rows.removeExpired(Date.now());
    claims.forget(Date.now());
  });
  return { ...opened, rows, claims };
}

// The triggers keep the size, so that no change has to count all rows.
const schema = `
  create table replies (
    key text not null unique, json text not null, requestId text, recordTime text,
    storedAt integer not null, expiresAt integer not null, usedAt integer not null, bytes integer not null
  ) strict;
  create index repliesByExpiry on replies (expiresAt);
  create index repliesByUse on replies (usedAt);
  create table size (entries integer not null, bytes integer not null) strict;
  insert into size values (0, 0);
  create trigger countAdded after insert on replies begin
    update size set entries = entries + 1, bytes = bytes + new.bytes;
  end;
  create trigger countRemoved after delete on replies begin
    update size set entries = entries - 1, bytes = bytes - old.bytes;
  end`;

interface Rows {
  find(key: string, now: number): { readonly reply: CachedReply; readonly usedAt: number } | undefined;
  has(key: string, now: number, since: number): boolean;
  touch(key: string, now: number): void;
  add(key: string, reply: CachedReply, bytes: number): void;
  remove(key: string): void;
  removeExpired(now: number): void;
  removeLeastRecentlyUsed(): void;
  measure(): { readonly entries: number; readonly bytes: number };
}

function prepareRows(database: DatabaseSync): Rows {
  // A reply from the future is as good as an old one, or a clock that was wrong would make it last.
  const counts = "key = ?1 and expiresAt > ?2 and 2 * storedAt - expiresAt < ?2";
  const find = database.prepare(`select * from replies where ${counts}`);
  const has = database.prepare(`select 1 from replies where ${counts} and storedAt >= ?3`);
  const touch = database.prepare("update replies set usedAt = ? where key = ?");
  const add = database.prepare(`
    insert into replies (key, json, requestId, recordTime, storedAt, expiresAt, usedAt, bytes)
    values (?, ?, ?, ?, ?, ?, ?, ?)`);
  const remove = database.prepare("delete from replies where key = ?");
  const removeExpired = database.prepare("delete from replies where expiresAt <= ?");
  const removeOldest = database.prepare(
    "delete from replies where rowid = (select rowid from replies order by usedAt, rowid limit 1)",
  );
  const measure = database.prepare("select entries, bytes from size");
  return {
    find: (key, now) => {
      const row = find.get(key, now);
      return row && { reply: toReply(row), usedAt: Number(row["usedAt"]) };
    },
    has: (key, now, since) => has.get(key, now, since) !== undefined,
    touch: (key, now) => void touch.run(now, key),
    add: (key, { json, requestId = null, recordTime = null, storedAt, expiresAt }, bytes) =>
      void add.run(key, json, requestId, recordTime, toWhole(storedAt), toWhole(expiresAt), Date.now(), bytes),
    remove: (key) => void remove.run(key),
    removeExpired: (now) => void removeExpired.run(now),
    removeLeastRecentlyUsed: () => void removeOldest.run(),
    measure: () => {
      const { entries, bytes } = measure.get() ?? {};
      return { entries: Number(entries), bytes: Number(bytes) };
    },
  };
}

/** SQLite refuses fractions, `Infinity` and what it cannot tell from a fraction, and the reply would be lost. */
function toWhole(milliseconds: number): number {
  return Math.min(Math.ceil(milliseconds), 2 ** 51 - 1); // some 70,000 years
}

function toReply(row: Readonly<Record<string, unknown>>): CachedReply {
  const { json, storedAt, expiresAt, requestId, recordTime } = row;
  return {
    json: String(json),
    storedAt: Number(storedAt),
    expiresAt: Number(expiresAt),
    ...(typeof requestId === "string" ? { requestId } : {}),
    ...(typeof recordTime === "string" ? { recordTime } : {}),
  };
}

function measureBytes(key: string, { json, requestId = "", recordTime = "" }: CachedReply): number {
  return [key, json, requestId, recordTime].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
