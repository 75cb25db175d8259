import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { ConfigError } from "@just-one/core";
import { createFileCache, createFileLedger, type FileLedger } from "@just-one/core/node";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createTestClient } from "./support/create-test-client.ts";
import { createFakeFetch, envelope, respond } from "./support/replies.ts";
import { startServer } from "./support/start-server.ts";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "just-one-ledger-"));
  path = join(folder, "money.ledger");
  return () => rmSync(folder, { recursive: true });
});

test("keeps everything for the next process that opens the file", () => {
  const first = createFileLedger({ path });
  void first.reserve(entry("1"), []);
  void first.reserve(entry("2"), []);
  void first.settle(entry("1"), "billed");
  first.close();
  expect(open().usage()).toMatchObject([
    { spentCalls: 1, spentCost: "0.15", reservedCalls: 1, reservedCost: "0.15", unknownCalls: 0 },
  ]);
});

test("lists what a dead process left reserved, and settles it once the bill has told", () => {
  const dead = createFileLedger({ path });
  void dead.reserve(entry("1"), []);
  dead.close();
  const ledger = open({ abandonedAfterMs: -1 });
  expect(ledger.unreconciled()).toEqual([entry("1")]);
  expect(ledger.usage()).toMatchObject([{ reservedCalls: 1, unknownCalls: 1 }]);
  void ledger.settle(entry("1"), "billed");
  void ledger.settle(entry("1"), "billed");
  expect(ledger.unreconciled()).toEqual([]);
  expect(ledger.usage()).toMatchObject([{ spentCalls: 1, reservedCalls: 0, unknownCalls: 0 }]);
});

test("does not take a request that is under way for an abandoned one", () => {
  const ledger = open();
  void ledger.reserve(entry("1"), []);
  expect(ledger.unreconciled()).toEqual([]);
});

test("settles at the cost that was reserved", () => {
  const ledger = open();
  void ledger.reserve(entry("1"), []);
  void ledger.settle({ ...entry("1"), cost: "99", label: "other" }, "billed");
  expect(ledger.usage()).toMatchObject([{ spentCost: "0.15", reservedCost: "0" }]);
});

test("changes nothing when an id is reserved twice", () => {
  const ledger = open();
  void ledger.reserve(entry("1"), []);
  expect(() => ledger.reserve(entry("1"), [])).toThrow(/UNIQUE/);
  expect(ledger.usage()).toMatchObject([{ reservedCalls: 1 }]);
});

test.skipIf(process.platform === "win32")("lets only the file's owner read it", () => {
  void open().reserve(entry("1"), []);
  for (const suffix of ["", "-wal", "-shm"]) expect(statSync(path + suffix).mode & 0o777).toBe(0o600);
});

test.each([
  ["a text", () => writeFileSync(path, "not a ledger ".repeat(1000)), /damaged or no SQLite file/],
  ["another program's database", () => execute("create table theirs (a)"), /holds something else/],
  ["a cache", () => createFileCache({ path }).close(), /holds something else/],
  [
    "a ledger of a later version",
    () => {
      createFileLedger({ path }).close();
      execute("pragma user_version = 99");
    },
    /newer version.*schema 99/,
  ],
  ["a folder that is missing", () => (path = join(folder, "missing", "money.ledger")), /ENOENT/],
])("refuses %s with a clear error", (_name, arrange, message) => {
  arrange();
  expect(() => createFileLedger({ path })).toThrow(message);
  expect(() => createFileLedger({ path })).toThrow(ConfigError);
  expect(() => createFileLedger({ path })).toThrow(path);
});

test("leaves another program's database as it was", () => {
  execute("create table theirs (a); insert into theirs values (1)");
  const before = readFileSync(path);
  expect(() => createFileLedger({ path })).toThrow(ConfigError);
  expect(readFileSync(path)).toEqual(before);
  expect(execute("select a from theirs")).toEqual({ a: 1 });
});

test("says so where the runtime has no SQLite", () => {
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined);
  onTestFinished(() => void vi.restoreAllMocks());
  expect(() => createFileLedger({ path })).toThrow(/no `node:sqlite`; use Node 22.13 or later/);
});

test("waits while another process makes the same file", async () => {
  const other = start(["lock", path]);
  await once(other, "message");
  other.send("go");
  expect(open().usage()).toEqual([]);
});

test("is one budget for the day to all clients that share the file", async () => {
  const baseUrl = await startServer((_request, response) => response.end(envelope(0)));
  const budget = { maxCalls: 3, window: "day" } as const;
  const clients = [1, 2].map(() => createTestClient({ baseUrl, budget, ledger: open(), prices: () => "0.15" }));
  const results = await Promise.all(
    ["1", "2", "3"].flatMap((id) => clients.map((client) => client.try("GET /things/v1", { id }))),
  );
  expect(results.filter(({ ok }) => ok).length).toBe(3);
  const refused = { ok: false, error: { kind: "budget", limit: { calls: 3 }, billing: "unbilled" } };
  expect(results.filter(({ ok }) => !ok)).toMatchObject([refused, refused, refused]);
  for (const client of clients) expect(await client.usage()).toMatchObject([{ spentCalls: 3, spentCost: "0.45" }]);
});

test("fails the call, unsent, when the file cannot be written any more", async () => {
  const ledger = createFileLedger({ path });
  const { fetch, requests } = createFakeFetch(respond(envelope(0)));
  const client = createTestClient({ fetch, ledger });
  ledger.close();
  const result = await client.try("GET /things/v1", { id: "1" });
  expect(result).toMatchObject({ ok: false, error: { kind: "config", billing: "unbilled" } });
  expect(requests).toEqual([]);
});

test("never overspends by one, though processes reserve at the same time and make the file together", async () => {
  const limit = { maxCalls: 700, tries: 250 };
  const processes = await startAll(4, ["reserve", path, JSON.stringify(limit)]);
  const reserved = await Promise.all(processes.map(ask));
  expect(sum(reserved)).toBe(700);
  const [usage] = open().usage();
  expect((usage?.spentCalls ?? 0) + (usage?.reservedCalls ?? 0)).toBe(700);
});

test("never overspends by a billionth of a unit over several processes", async () => {
  const limit = { maxCost: "19.999999999", tries: 100 };
  const processes = await startAll(3, ["reserve", path, JSON.stringify(limit)]);
  expect(sum(await Promise.all(processes.map(ask)))).toBe(199);
});

test("loses no billed call, whenever its process is killed", async () => {
  const billed: string[] = [];
  let children: ChildProcess[] = [];
  let killAt = 0;
  const baseUrl = await startServer((request, response) => {
    billed.push(new URL(request.url ?? "", "http://localhost").searchParams.get("id") ?? "");
    const pid = Number(billed.at(-1)?.split("-")[0]);
    const reply = (): void => void response.end(envelope(0));
    const kill = (): void => void children.find((child) => child.pid === pid)?.kill("SIGKILL");
    if (billed.length < killAt) return reply();
    // Any point will do: before the reply, with it, or some turns later while the next calls are being reserved.
    killAt = billed.length + Math.ceil(Math.random() * 30);
    const turns = Math.floor(Math.random() * 12);
    if (turns < 8) reply();
    afterTurns(turns, kill);
  });

  for (let round = 0; round < 4; round += 1) {
    killAt = billed.length + 10;
    children = [1, 2].map(() => start(["call", path, baseUrl]));
    await Promise.all(children.map((child) => once(child, "exit")));
    expect(children.map((child) => child.signalCode)).toEqual(["SIGKILL", "SIGKILL"]);
  }

  expect(billed.length).toBeGreaterThan(50);
  const ledger = open();
  const accounted = new Map(ledger.usage().map((row) => [row.label, row.spentCalls + row.reservedCalls]));
  expect(billed.filter((label) => accounted.get(label) !== 1)).toEqual([]);
  const bill = new Set(billed);
  expect(ledger.usage().filter((row) => row.spentCalls > 0 && !bill.has(row.label))).toEqual([]);
  expect(ledger.unreconciled().length).toBeGreaterThan(0);
  expect(execute("pragma integrity_check")).toEqual({ integrity_check: "ok" });
});

test("reads one row for a sum, whatever number of days, operations and labels it holds", () => {
  const prepare = vi.spyOn(DatabaseSync.prototype, "prepare");
  onTestFinished(() => prepare.mockRestore());
  const ledger = open();
  const statements = prepare.mock.results.map(({ value }): StatementSync => value);
  for (const day of ["2026-11-22", "2026-11-23", "2026-11-24"]) {
    for (const label of ["a", "b", "c"]) void ledger.reserve({ ...entry(`${day} ${label}`), day, label }, []);
  }
  const one = statements.map((statement) => vi.spyOn(statement, "get"));
  const all = statements.map((statement) => vi.spyOn(statement, "all"));
  expect(ledger.sum({ day: "2026-11-24" })).toMatchObject({ reservedCalls: 3 });
  expect(ledger.sum({})).toMatchObject({ reservedCalls: 9 });
  expect(one.flatMap(({ mock }) => mock.calls)).toHaveLength(2);
  expect(all.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

function entry(id: string): Parameters<FileLedger["reserve"]>[0] {
  return { id, operation: "GET /a", label: "", day: "2026-11-24", cost: "0.15" };
}

function open(options: { abandonedAfterMs?: number } = {}): FileLedger {
  const ledger = createFileLedger({ path, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** Runs SQL as another program would; returns the first row. */
function execute(sql: string): unknown {
  const database = new DatabaseSync(path);
  try {
    if (/^(?:create|insert|pragma user_version =)/.test(sql)) return database.exec(sql);
    return { ...database.prepare(sql).get() };
  } finally {
    database.close();
  }
}

function start(args: readonly string[]): ChildProcess {
  const child = fork(new URL("support/ledger-process.ts", import.meta.url), args, {
    execArgv: ["--conditions=@just-one/source", "--disable-warning=ExperimentalWarning"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function startAll(count: number, args: readonly string[]): Promise<ChildProcess[]> {
  const children = Array.from({ length: count }, () => start(args));
  await Promise.all(children.map((child) => once(child, "message")));
  return children;
}

/** Lets a process begin, and returns what it says in the end. */
async function ask(child: ChildProcess): Promise<number> {
  child.send("go");
  const [answer] = await once(child, "message");
  return Number(answer);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function afterTurns(turns: number, act: () => void): void {
  if (turns === 0) act();
  else setImmediate(() => afterTurns(turns - 1, act));
}
