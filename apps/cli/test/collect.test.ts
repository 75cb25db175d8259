import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import {
  closeSync,
  constants,
  existsSync,
  globSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import writeExcelFile from "write-excel-file/universal";
import { run as runCommand } from "../src/run.ts";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const first = 7_048_929_565_493_690_391n;

interface Bench {
  readonly server: FaultServer;
  readonly folder: string;
  /** Runs `collect` on the folder `out` of the bench. */
  readonly collect: (...args: string[]) => Promise<Ran>;
  readonly run: (...args: string[]) => Promise<Ran>;
  readonly report: () => Record<string, unknown>;
}

async function open(inputs: string): Promise<Bench> {
  const server = await startFaultServer({ respond: ({ params }) => ({ id: params["oAuthorId"] }) });
  const folder = mkdtempSync(join(tmpdir(), "just-one-collect-"));
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "ids.csv"), inputs);
  const out = join(folder, "out");
  const home = join(folder, "home");
  const environment = { ...environmentFor(server), XDG_DATA_HOME: home };
  const run = (...args: string[]): Promise<Ran> => runCli(args, { environment });
  return {
    server,
    folder,
    run,
    collect: (...args) => run("collect", operation, "--inputs", join(folder, "ids.csv"), "--out", out, ...args),
    report: () => JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as Record<string, unknown>,
  };
}

const list = (length: number): string =>
  ["达人,oAuthorId,粉丝", ...Array.from({ length }, (_, index) => `甲${index},${first + BigInt(index)},${index}`)].join(
    "\n",
  );

test("each input of a list is paid for once, and the same command pays for nothing more", async () => {
  const { server, collect, report } = await open(`${list(3)}\n甲0,${first},7\n乙,7.04893E+18,1`);
  const once = await collect("--max-calls", "10", "--price", "0.30", "--set", "range=DAY_30", "--yes");
  expect(once.stderr).toContain("3 billed · 0 unbilled · 0 unknown · 0.9");
  expect(report()).toMatchObject({
    planned: 3,
    billed: 3,
    unbilled: 0,
    failed: 0,
    unknown: 0,
    cost: "0.9",
    duplicates: 1,
    invalid: 1,
  });
  expect(once.exitCode).toBe(3); // an input was none
  await collect("--max-calls", "10", "--price", "0.30", "--set", "range=DAY_30", "--yes");
  expect(server.sumUp()).toEqual({ arrived: 3, billed: 3 });
});

test("without a limit, and without a yes where nobody can be asked, nothing is sent", async () => {
  const { server, collect } = await open(list(3));
  const unlimited = await collect("--yes");
  expect(unlimited).toMatchObject({ exitCode: 2, stdout: "" });
  expect(unlimited.stderr).toContain("--max-calls");
  expect(await collect("--budget", "3", "--yes")).toMatchObject({ exitCode: 2 });
  const unasked = await collect("--max-calls", "10");
  expect(unasked.exitCode).toBe(2);
  expect(unasked.stderr).toContain("to send          3 calls");
  expect(await collect("--max-calls", "10", "--dry-run")).toMatchObject({ exitCode: 0 });
  expect(server.sumUp().arrived).toBe(0);
});

test("a budget ends the run with code 5, and a larger one goes on", async () => {
  const { server, collect, report } = await open(list(5));
  const ended = await collect("--budget", "0.60", "--price", "0.30", "--yes");
  expect(ended.exitCode).toBe(5);
  expect(report()).toMatchObject({ billed: 2, notSent: 3, stopped: "budget" });
  expect((await collect("--budget", "9", "--price", "0.30", "--yes")).exitCode).toBe(0);
  expect(server.sumUp()).toEqual({ arrived: 5, billed: 5 });
});

test.each([
  ["another operation's parameters", ["--set", "range=DAY_90"], "its parameters are"],
  ["another price", ["--price", "0.4"], "its price is 0.3"],
] as const)("%s for the same folder are refused", async (_, args, why) => {
  const { collect } = await open(list(2));
  await collect("--max-calls", "1", "--price", "0.3", "--yes");
  const again = await collect("--max-calls", "9", "--price", "0.3", "--yes", ...args);
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain(why);
});

test("changed inputs for the same folder are refused, and so are the mock's figures beside paid ones", async () => {
  const { collect, run, folder, server } = await open(list(2));
  await collect("--max-calls", "1", "--yes");
  writeFileSync(join(folder, "ids.csv"), list(3));
  expect((await collect("--max-calls", "9", "--yes")).stderr).toContain("its inputs are others");
  const mock = await run("--mock", "collect", "work", join(folder, "out"));
  expect(mock.stderr).toContain("leave --mock out");
  expect(server.sumUp().arrived).toBe(1);
});

test("what is unknown is not sent again, is settled by the bill, and is paid for again only when asked for", async () => {
  const { server, collect, run, folder, report } = await open(list(4));
  const out = join(folder, "out");
  server.enqueue(["0", "cut-body", "400", "reset-before-reply"]);
  const ran = await collect("--max-calls", "9", "--price", "0.3", "--yes", "--concurrency", "1");
  expect(ran.exitCode).toBe(3);
  expect(report()).toMatchObject({ billed: 1, unknown: 2, failed: 1, failedByReason: { 400: 1 } });
  expect((await run("collect", "reconcile", out, "--billed-total", "2")).stderr).toContain(
    "cannot be told from a number",
  );
  expect((await run("collect", "retry", out, "--unknown")).exitCode).toBe(2);
  expect((await run("collect", "reconcile", out, "--billed-total", "3")).stderr).toContain(
    "2 were paid for, and are lost",
  );
  expect((await run("collect", "retry", out, "--failed", "--unknown", "--pay-again")).stderr).toContain(
    "3 planned again",
  );
  expect((await run("collect", "work", out)).exitCode).toBe(0);
  expect(report()).toMatchObject({ billed: 4, cost: "1.8" });
  expect(server.sumUp().arrived).toBe(7);
});

test("inspect holds no more than a page in memory, as CSV too, and ends where nobody reads on", async () => {
  const { folder, collect } = await open(list(5000));
  await collect("--max-calls", "1", "--dry-run");
  let [written, most] = [0, 0];
  const stdout = new Writable({
    highWaterMark: 1000,
    write(chunk: Buffer, _encoding, done) {
      written += chunk.length;
      most = Math.max(most, stdout.writableLength);
      setImmediate(done);
    },
  });
  const terminal = {
    stdout,
    stderr: new PassThrough().resume(),
    environment: {},
    signal: new AbortController().signal,
  };
  const args = ["collect", "inspect", join(folder, "out"), "--format", "csv"];
  expect(await runCommand(args, terminal)).toBe(0);
  expect(written).toBeGreaterThan(5000 * 30);
  expect(most).toBeLessThan(written / 3);
  const gone = new AbortController();
  const unread = new Writable({ highWaterMark: 1, write: () => gone.abort() });
  expect(await runCommand(args, { ...terminal, stdout: unread, signal: gone.signal })).toBe(130);
});

test("a price that the plan asks for may be told later, once", async () => {
  const { collect, run, report, folder } = await open(list(2));
  expect((await collect("--max-calls", "1", "--yes")).stderr).toContain("add --price");
  const { exitCode, stderr } = await collect("--budget", "0.6", "--price", "0.30", "--yes");
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/to send +1 call, at most 0.3 CNY at 0.30 a call\n +already paid +1, 0.3 CNY/);
  expect(report()).toMatchObject({ billed: 2, cost: "0.6", price: "0.30" });
  expect((await run("collect", "status", join(folder, "out"))).stdout).toContain("already paid     2, 0.6 CNY");
  expect((await collect("--max-calls", "9", "--price", "0.40", "--yes")).stderr).toContain("its price is 0.30");
  expect((await collect("--max-calls", "9", "--price", "x", "--yes")).exitCode).toBe(2);
});

test("a plan of invented figures asks for no price", async () => {
  const { run, folder } = await open(list(2));
  const inputs = ["--inputs", join(folder, "ids.csv"), "--out", join(folder, "out"), "--max-calls", "9"];
  const { stderr } = await run("--mock", "collect", operation, ...inputs, "--dry-run");
  expect(stderr).toContain("2 calls, invented, so nothing is paid");
  expect((await run("collect", "status", join(folder, "out"))).stdout).not.toContain("--price");
  expect((await run("--mock", "spread", "7001", "--dry-run")).stderr).not.toContain("--price");
});

test("--fresh does not send what spread may have paid for already, until somebody pays again", async () => {
  const { server, collect, run, report, folder } = await open(list(3));
  const out = join(folder, "out");
  server.enqueue(["cut-body", "400"]);
  await run("spread", String(first), "--range", "DAY_30");
  server.reset();
  const args = ["--set", "range=DAY_30", "--max-calls", "9", "--fresh", "24h"];
  const planned = await collect(...args, "--dry-run");
  expect(planned.stderr).toMatch(/to send +2 calls, .*\n +in doubt +1, perhaps paid for by another command; not sent/);
  expect(planned.stderr).not.toContain("failed");
  const { stderr, exitCode } = await collect(...args, "--yes");
  expect(exitCode).toBe(3);
  expect(stderr).toContain("2 billed · 1 unbilled · 0 unknown");
  expect(stderr).toContain("failed: 1 × in-doubt");
  expect(stderr).toContain("retry " + out + " --unknown --pay-again");
  expect((await run("collect", "retry", out, "--failed")).stderr).toContain("0 planned again");
  await run("collect", "work", out);
  expect(server.sumUp().arrived).toBe(2);
  expect((await run("collect", "retry", out, "--unknown", "--pay-again")).stderr).toContain("1 planned again");
  expect((await run("collect", "work", out)).exitCode).toBe(0);
  expect(report()).toMatchObject({ billed: 3, failed: 0, next: null });
  expect(server.sumUp()).toEqual({ arrived: 3, billed: 3 });
});

test("of two folders that collect the same at once with --fresh, and of spread besides, one pays for each question", async () => {
  const { server, run, folder } = await open(list(5));
  const from = ["--inputs", join(folder, "ids.csv"), "--set", "range=DAY_30", "--max-calls", "9"];
  const collectInto = (out: string): Promise<Ran> =>
    run("collect", operation, ...from, "--out", join(folder, out), "--fresh", "24h", "--yes");
  const ran = await Promise.all([
    collectInto("one"),
    collectInto("two"),
    run("spread", "--ids-file", join(folder, "ids.csv"), "--range", "DAY_30"),
  ]);
  expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(server.sumUp()).toEqual({ arrived: 5, billed: 5 });
  for (const out of ["one", "two"])
    expect((await run("collect", "export", join(folder, out))).stderr).toContain("5 rows");
});

test("what collect --fresh may have paid for is not sent by spread or another folder, also after it was planned there", async () => {
  const { server, collect, run, folder } = await open(list(2));
  const args = ["--set", "range=DAY_30", "--max-calls", "9", "--fresh", "24h"];
  const other = ["collect", operation, "--inputs", join(folder, "ids.csv"), "--out", join(folder, "two"), ...args];
  await run(...other, "--dry-run");
  server.enqueue(["cut-body"]);
  expect((await collect(...args, "--concurrency", "1", "--yes")).stderr).toContain("1 billed · 0 unbilled · 1 unknown");
  const later = await run(...other, "--yes");
  expect(later.stderr).toContain("failed: 1 × in-doubt");
  expect((await run("spread", String(first), "--range", "DAY_30")).stderr).toContain("--pay-again");
  expect(server.sumUp().arrived).toBe(2);
  // the bill has told, and a person has decided: the same command sends it
  await run("collect", "reconcile", join(folder, "out"), "--billed-total", "1");
  expect((await collect(...args, "--yes")).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(3);
});

test("status, inspect and export tell of a folder and send nothing", async () => {
  const { server, collect, run, folder } = await open(list(2));
  const out = join(folder, "out");
  await collect("--max-calls", "9", "--yes");
  expect((await run("collect", "status", out)).stdout).toContain("2 billed");
  expect(JSON.parse((await run("collect", "status", out, "--json")).stdout)).toMatchObject({ billed: 2 });
  expect((await run("collect", "inspect", out, "--format", "csv")).stdout).toContain(`1,"=""${first}""",甲0,billed,,1`);
  const time = String.raw`20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  expect((await run("collect", "inspect", out, "--format", "csv")).stdout).toMatch(
    new RegExp(`,attempts,sentAt,settledAt\r?\n.*,${time},${time}\r?\n`),
  );
  expect(JSON.parse((await run("collect", "inspect", out)).stdout.split("\n")[0] ?? "")).toMatchObject({
    sentAt: expect.stringMatching(time) as string,
    settledAt: expect.stringMatching(time) as string,
  });
  const refused = await run("collect", "inspect", out, "--format", "xlsx");
  expect([refused.exitCode, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("for xlsx use: ");
  expect((await run("collect", "export", out, "--format", "csv")).stderr).toContain("2 rows in 1 part");
  expect((await run("collect", "status", join(folder, "nowhere"))).exitCode).toBe(2);
  expect(server.sumUp().arrived).toBe(2);
});

test("status leaves how the last run ended in the report", async () => {
  const { collect, run, report, folder } = await open(list(3));
  await collect("--max-calls", "1", "--yes");
  const before = report();
  expect(before).toMatchObject({ stopped: "budget", next: expect.stringContaining("larger --budget") });
  expect((await run("collect", "status", join(folder, "out"))).stdout).toContain("stopped: budget");
  expect(report()).toEqual(before);
});

test.each([
  ["one id a line", `${first}\n${first + 1n}\n`],
  ["a column that --map names", `name;creator\n甲;${first}\n乙;${first + 1n}`, "--map", "oAuthorId=creator"],
  ["NDJSON", `{"oAuthorId":"${first}"}\n{"oAuthorId":${first + 1n}}`],
  ["JSON", `[{"oAuthorId":"${first}"},"${first + 1n}"]`],
  ["what Excel is told to split at ;", `sep=;\r\noAuthorId;达人,粉丝\r\n${first};甲,1\r\n${first + 1n};乙,2`],
  ["TSV in UTF-16", Buffer.from(`\uFEFFoAuthorId\tx\n${first}\t1\n${first + 1n}\t2`, "utf16le").toString("latin1")],
] as const)("inputs are read from %s", async (_, text, ...args) => {
  const { server, collect, folder } = await open(text);
  writeFileSync(join(folder, "ids.csv"), text.startsWith("ÿþ") ? Buffer.from(text, "latin1") : text);
  const { exitCode, stderr } = await collect("--max-calls", "9", "--yes", ...args);
  expect(stderr).toContain("2 billed");
  expect(exitCode).toBe(0);
  const asked = new Set(server.ledger.map(({ params }) => params["oAuthorId"]));
  expect(asked).toEqual(new Set([String(first), String(first + 1n)]));
});

test("inputs are read from a workbook, where an id that is a number is refused", async () => {
  const { server, collect, folder, report } = await open("");
  const rows = [
    ["达人", "oAuthorId"],
    ["甲", String(first)],
    ["乙", Number(first)],
  ];
  const sheet = rows.map((row) => row.map((value) => ({ value, type: typeof value === "number" ? Number : String })));
  writeFileSync(join(folder, "ids.csv"), Buffer.from(await (await writeExcelFile(sheet).toBlob()).arrayBuffer()));
  await collect("--max-calls", "9", "--yes");
  expect(report()).toMatchObject({ billed: 1, invalid: 1 });
  expect(server.ledger.map(({ params }) => params["oAuthorId"])).toEqual([String(first)]);
});

test.each([
  ["an old workbook", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1", "before 2007, or one with a password"],
  ["another packed file", "PK\u0003\u0004 nothing", "damaged workbook"],
  ["a PDF", `%PDF-1.4 ${first}`, "is a PDF"],
])("%s under a list's name is named, by collect and spread alike", async (_, bytes, sentence) => {
  const { server, collect, run, folder } = await open("");
  const file = join(folder, "ids.csv");
  writeFileSync(file, Buffer.from(bytes, "latin1"));
  for (const ran of [await collect("--max-calls", "9", "--yes"), await run("spread", "--ids-file", file)]) {
    expect({ ...ran, stderr: "" }).toEqual({ exitCode: 2, stdout: "", stderr: "" });
    expect(ran.stderr).toContain("ids.csv");
    expect(ran.stderr).toContain(sentence);
  }
  expect(server.sumUp().arrived).toBe(0);
});

test("a path that cannot be looked at is told as that, and is no crash and no empty folder", async () => {
  const { run, folder } = await open(list(1));
  const loop = join(folder, "loop");
  symlinkSync("loop", loop);
  const asked = await run("collect", operation, "--inputs", loop, "--out", join(folder, "out"), "--max-calls", "1");
  expect([asked.exitCode, asked.stderr]).toEqual([2, expect.stringContaining("cannot read the inputs")]);
  const told = await run("collect", "status", loop);
  expect([told.exitCode, told.stderr]).toEqual([2, expect.stringContaining("cannot look into")]);
});

test("a table that names no parameter is refused with what it has", async () => {
  const { collect } = await open("a,b\n1,2");
  const { exitCode, stderr } = await collect("--max-calls", "9", "--yes");
  expect(exitCode).toBe(2);
  expect(stderr).toContain("The first line is: a, b");
});

test("replies that were paid for lately are used when asked for, by whatever command they were paid for", async () => {
  const { server, collect, run, folder, report } = await open(list(3));
  await run("spread", String(first), "--range", "DAY_90");
  const args = ["--max-calls", "9", "--price", "0.3", "--yes", "--set", "range=DAY_90"];
  const ran = await collect(...args, "--fresh", "24h");
  expect(ran.stderr).toContain("fresh            1, not paid for again");
  expect(report()).toMatchObject({ planned: 2, billed: 2, skipped: 1, cost: "0.6" });
  const out2 = join(folder, "out2");
  const again = ["collect", operation, "--inputs", join(folder, "ids.csv"), "--out", out2, ...args];
  expect((await run(...again, "--fresh", "24h", "--format", "csv")).exitCode).toBe(0);
  expect(server.sumUp().arrived).toBe(3);
  const [csv = ""] = globSync(join(out2, "data/*/*/part-00001.csv"));
  expect(readFileSync(csv, "utf8")).toContain(`skipped,,unbilled,0,0,`);
  expect(readFileSync(csv, "utf8")).toContain(`{""id"":""${first + 2n}""}`);
  await run(...again.map((each) => (each === out2 ? join(folder, "out3") : each)));
  expect(server.sumUp().arrived).toBe(6);
  for (const text of ["48h", "1d", "0h", "h"]) expect((await collect(...args, "--fresh", text)).exitCode).toBe(2);
});

test("an empty list is refused, and what no keyboard writes is no input", async () => {
  const { collect } = await open("oAuthorId\r\n\r\n");
  const empty = await collect("--max-calls", "1", "--yes");
  expect([empty.exitCode, empty.stderr]).toEqual([2, expect.stringContaining("there is no input in the list")]);
  const { collect: damaged, server, report } = await open(`\uFEFFoAuthorId\r\n${first}\r\n\0\0\r\n`);
  expect((await damaged("--max-calls", "5", "--yes")).exitCode).toBe(3);
  expect(report()).toMatchObject({ billed: 1, invalid: 1 });
  expect(server.sumUp().arrived).toBe(1);
});

test("a limit is raised by who says yes, not by who looks at the plan while another one sends", async () => {
  const { collect, run, folder, server } = await open(list(5));
  await collect("--max-calls", "1", "--yes");
  const looked = await collect("--max-calls", "4", "--dry-run");
  expect(looked.stderr).toContain("to send          3 calls");
  expect((await collect("--max-calls", "4")).exitCode).toBe(2); // nobody can be asked
  await run("collect", "work", join(folder, "out"));
  expect(server.sumUp().arrived).toBe(1);
  await collect("--max-calls", "2", "--yes");
  expect(server.sumUp().arrived).toBe(2);
});

test.skipIf(process.platform === "win32")(
  "what has no end is refused or ends at Ctrl-C, and fills no memory",
  async () => {
    const { folder, run, server } = await open(list(1));
    const endless = await run("spread", "--ids-file", "/dev/zero");
    expect([endless.exitCode, endless.stderr]).toEqual([2, expect.stringContaining("over 10 MB")]);
    const value = await run("call", operation, "oAuthorId=@/dev/zero");
    expect([value.exitCode, value.stderr]).toEqual([2, expect.stringContaining("over 1 MB")]);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    const args = [
      "collect",
      operation,
      "--inputs",
      "/dev/zero",
      "--out",
      join(folder, "z"),
      "--max-calls",
      "1",
      "--yes",
    ];
    const environment = { ...environmentFor(server), XDG_DATA_HOME: folder };
    expect((await runCli(args, { environment, signal: stop.signal })).exitCode).toBe(130);
    expect(server.sumUp().arrived).toBe(0);
  },
);

test.skipIf(process.platform === "win32")(
  "a pipe is read once, and one that nobody writes to ends at Ctrl-C",
  async () => {
    const { folder, run, server } = await open("");
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const args = ["collect", operation, "--inputs", pipe, "--max-calls", "9", "--yes", "--out"];
    const running = run(...args, join(folder, "out"));
    await writeFile(pipe, list(2));
    expect((await running).exitCode).toBe(0);
    expect(server.sumUp()).toEqual({ arrived: 2, billed: 2 });
    const stop = new AbortController();
    const waiting = runCli([...args, join(folder, "other")], {
      environment: { ...environmentFor(server), XDG_DATA_HOME: folder },
      signal: stop.signal,
    });
    await vi.waitUntil(() => existsSync(join(folder, "other", "inputs")), 60_000);
    stop.abort();
    expect(await waiting).toMatchObject({ exitCode: 130, stderr: "just-one: interrupted; nothing was sent\n" });
    const again = new AbortController();
    const listing = runCli(["spread", "--ids-file", pipe], {
      environment: environmentFor(server),
      signal: again.signal,
    });
    setTimeout(() => again.abort(), 50);
    expect((await listing).exitCode).toBe(130);
    closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)); // lets go of who waits to open it
  },
);

test.skipIf(process.platform !== "linux")(
  "a folder that cannot be made is one sentence, and nothing is sent",
  async () => {
    const { folder, run, server } = await open(list(1));
    const args = ["collect", operation, "--inputs", join(folder, "ids.csv"), "--max-calls", "1", "--yes", "--out"];
    for (const out of ["/proc/none/below", join(folder, "ids.csv"), join(folder, "ids.csv", "below")]) {
      const { exitCode, stderr } = await run(...args, out);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringMatching(/^just-one: cannot make the folder .* \((?:ENOENT|ENOTDIR)\)\n$/),
      ]);
    }
    const environment = { ...environmentFor(server), XDG_DATA_HOME: "/proc/none" };
    expect(await runCli(["spread", "7001"], { environment })).toMatchObject({ exitCode: 2, stdout: "" });
    expect(server.sumUp().arrived).toBe(0);
  },
);
