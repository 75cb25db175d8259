import { closeSync, openSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type * as Sqlite from "node:sqlite";

/** What kind of file is opened, and what makes a new one. */
export interface DatabaseKind {
  readonly path: string;
  /** For messages, such as `ledger`. */
  readonly name: string;
  /** SQLite's `application_id`: tells our files from anybody else's. */
  readonly applicationId: number;
  /** Counts changes of the schema, as SQLite's `user_version`. */
  readonly version: number;
  readonly schema: string;
  /** Makes a file of this version from one of the version before; absent where there was none. */
  readonly upgrade?: string;
  /** `full` survives a power cut, `normal` only the end of the process, but is ten times as fast. */
  readonly synchronous: "full" | "normal";
  /** Makes the error of the package that opens it. */
  readonly toError: (message: string) => Error;
}

/** A file that is open. */
export interface OpenDatabase {
  readonly database: Sqlite.DatabaseSync;
  /** False once the path, or its log's, leads to another file, or to none: what is written then reaches nobody else. */
  readonly isInPlace: () => boolean;
  /** Makes what comes last wait for the lock, this process with it. */
  readonly waitForLock: () => void;
}

/** While a file is opened nothing else can go on; later, who waits longer lets others go on meanwhile. */
const openingBusyMs = 10_000;
const busyMs = 2;
const closingBusyMs = 1000;

/**
 * Opens a file that several processes of one machine share, or makes it, readable by its owner only.
 *
 * @throws what `toError` makes, when the file is none of this kind and version, is damaged or cannot be opened
 */
export function openDatabase(kind: DatabaseKind): OpenDatabase {
  let database: Sqlite.DatabaseSync | undefined;
  try {
    if (typeof kind.path !== "string") throw new Refusal("`path` must be a text");
    const path = resolve(kind.path); // or SQLite would take `:memory:` and `file:…` for something else
    // SQLite takes over the mode for the files it puts beside; an existing file keeps the one it has.
    closeSync(openSync(path, "a", 0o600));
    database = new (loadSqlite().DatabaseSync)(path);
    const file = findFile(path);
    const findLog = (): string | undefined => findFile(`${path}-wal`);
    database.exec(`pragma busy_timeout = ${openingBusyMs}`);
    const isReady = isPrepared(database, kind); // refuses before anything is changed
    database.exec(`pragma synchronous = ${kind.synchronous}`);
    enterWriteAheadLog(database);
    if (!isReady) prepareSchema(database, kind); // takes the lock, which another process may have for a while
    const open = database;
    readNumber(open, "pragma user_version"); // the log is made with the first read, and stays as long as anybody has it open
    const log = findLog();
    const setBusy = (ms: number): void => open.exec(`pragma busy_timeout = ${ms}`);
    setBusy(busyMs);
    return {
      database,
      isInPlace: () => file !== undefined && findFile(path) === file && findLog() === log,
      waitForLock: () => setBusy(closingBusyMs),
    };
  } catch (error) {
    database?.close();
    throw kind.toError(
      `cannot use ${kind.path} as a ${kind.name}: ${error instanceof Refusal ? error.message : explain(error)}`,
    );
  }
}

/** Tells files apart that had the same path one after the other; `undefined` where there is none. */
function findFile(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev} ${found.ino}`;
}

/** Runs a change as one step that no other process sees half done. */
export function runTransaction<T>(database: Sqlite.DatabaseSync, change: () => T): T {
  // Immediate: a transaction that reads first and asks for the lock later can be refused in the middle.
  database.exec("begin immediate");
  try {
    const result = change();
    database.exec("commit");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: Sqlite.DatabaseSync): void {
  try {
    database.exec("rollback");
  } catch {
    // SQLite has done it already, as it does when a disk is full.
  }
}

// Asked for when it is needed: importing it warns or fails where it is young or missing, also for those who only want
// the pool.
function loadSqlite(): typeof Sqlite {
  // Node 22.13 and later have it without a flag.
  const module = process.getBuiltinModule("node:sqlite") as typeof Sqlite | undefined;
  if (module === undefined) throw new Refusal("this runtime has no `node:sqlite`; use Node 22.13 or later");
  return module;
}

// SQLite does not wait for the lock here: of several processes that make the file at the same time, one changes the
// mode, and the others find it changed when they ask again.
function enterWriteAheadLog(database: Sqlite.DatabaseSync): void {
  const giveUpAt = performance.now() + openingBusyMs;
  for (;;) {
    try {
      database.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function prepareSchema(database: Sqlite.DatabaseSync, kind: DatabaseKind): void {
  runTransaction(database, () => {
    if (isPrepared(database, kind)) return;
    const isNew = readNumber(database, "pragma application_id") === 0;
    database.exec(`${isNew ? kind.schema : kind.upgrade};
      pragma application_id = ${kind.applicationId};
      pragma user_version = ${kind.version}`);
  });
}

/** True for a file of this kind and version, false for a new one and one to be upgraded. @throws Refusal for any other */
function isPrepared(database: Sqlite.DatabaseSync, kind: DatabaseKind): boolean {
  // In this order: another process may be making the file, and does all of it between two of these reads.
  const isEmpty = readNumber(database, "select count(*) from sqlite_schema") === 0;
  const applicationId = readNumber(database, "pragma application_id");
  const version = readNumber(database, "pragma user_version");
  if (applicationId === kind.applicationId) {
    if (version === kind.version) return true;
    if (version === kind.version - 1 && kind.upgrade !== undefined) return false;
    throw new Refusal(`it was written by a newer version of Just One (schema ${version}); update this one`);
  }
  if (!isEmpty || applicationId !== 0)
    throw new Refusal(`it holds something else; give the ${kind.name} a file of its own`);
  return false;
}

function readNumber(database: Sqlite.DatabaseSync, query: string): number {
  const [value] = Object.values(database.prepare(query).get() ?? {});
  return Number(value);
}

/** Why a file is not for us, in words for people. */
class Refusal extends Error {}

function explain(error: unknown): string {
  const reason = error instanceof Error ? error.message : "unknown error";
  return isDamage(error) ? `it is damaged or no SQLite file (${reason}); move it away or restore a copy` : reason;
}

const sqliteBusy = 5;
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/** Whether another process has the lock now. */
export function isBusy(error: unknown): boolean {
  return readResultCode(error) === sqliteBusy;
}

function isDamage(error: unknown): boolean {
  return [sqliteCorrupt, sqliteNotADatabase].includes(readResultCode(error));
}

/** SQLite's primary result code; 0 for errors of other origin. */
function readResultCode(error: unknown): number {
  return error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
}
