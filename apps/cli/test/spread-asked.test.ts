import { stripVTControlCharacters } from "node:util";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import stringWidth from "string-width";
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { environmentFor, type Ran, runCli } from "./support/run-cli.ts";

const server: FaultServer = await startFaultServer({ respond: () => ({ item_num: "9", play_mid: "100" }) });
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "just-one-asked-"));
  server.reset();
});
afterAll(() => server.close());
const run = (args: readonly string[], columns?: number): Promise<Ran> =>
  runCli(["spread", ...args], {
    environment: { ...environmentFor(server), XDG_DATA_HOME: home },
    ...(columns !== undefined && { columns }),
  }).finally(() => rmSync(home, { recursive: true, force: true }));

describe("what was asked, and when", () => {
  const asked = ["--range", "DAY_30", "--type", "PERSONAL_VIDEO", "--platform", "SHORT_VIDEO"];

  test("stands in fields of every JSON row", async () => {
    const { stdout } = await run(["7001", ...asked]);
    const [row] = JSON.parse(stdout) as { fetchedAt: string }[];
    expect(row).toMatchObject({ range: "DAY_30", type: "PERSONAL_VIDEO", platform: "SHORT_VIDEO", billing: "billed" });
    expect(row).toHaveProperty("requestId");
    expect(Math.abs(Date.now() - Date.parse(row?.fetchedAt ?? ""))).toBeLessThan(60_000);
  });

  test("stands in columns of CSV behind those that scripts count", async () => {
    const { stdout } = await run(["7001", ...asked, "--format", "csv"]);
    const [header, row] = stdout.split("\r\n");
    expect(header).toMatch(
      /,Problem,Label,Range,Type,Platform,Only assigned,Flow type,Fetched at,Billing,Reason,Request id$/,
    );
    expect(row).toMatch(/,DAY_30,PERSONAL_VIDEO,SHORT_VIDEO,,,\d{4}-\d\d-\d\dT[\d:.]+Z,billed,,[^,]+$/);
  });

  test("stands in a line above the table, and says where the vendor chose", async () => {
    const { stdout } = await run(["7001", ...asked], 120);
    expect(stripVTControlCharacters(stdout).split("\n")[0]).toMatch(
      /^30 days · personal videos · short video · \d{4}-\d\d-\d\d \d\d:\d\d$/,
    );
    const { stdout: unasked } = await run(["7001"], 60);
    expect(unasked).toContain("the vendor's own window · the vendor's own type of videos");
  });

  test("a full picture says it of each reply", async () => {
    const { stdout } = await run(["7001", "--full", "--platform", "SHORT_VIDEO"]);
    expect(JSON.parse(stdout)).toMatchObject([
      { xingtu: { days90: { range: "DAY_90", type: "XINTU_VIDEO", platform: "SHORT_VIDEO", billing: "billed" } } },
    ]);
    const csv = await run(["7001", "--full", "--format", "csv"]);
    expect(csv.stdout).toMatch(
      /oAuthorId,Type,Range,Status,.*,Label,Platform,Only assigned,Flow type,Fetched at,Billing/,
    );
  });

  test("a kept reply says when it was fetched, and that this run paid nothing for it", async () => {
    const environment = { ...environmentFor(server), XDG_DATA_HOME: home };
    const ran = [await runCli(["spread", "7001"], { environment })];
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    ran.push(await runCli(["spread", "7001"], { environment }));
    const [first, again] = ran.map(
      ({ stdout }) => (JSON.parse(stdout) as { fetchedAt: string; billing: string; requestId: string }[])[0],
    );
    expect(again?.billing).toBe("unbilled");
    expect(again?.requestId).toBe(first?.requestId);
    expect(Math.abs(Date.parse(again?.fetchedAt ?? "") - Date.parse(first?.fetchedAt ?? ""))).toBeLessThan(60_000);
    rmSync(home, { recursive: true, force: true });
  });
});

describe("why a batch ended", () => {
  const ids = Array.from({ length: 12 }, (_, index) => String(7001 + index));

  test.each([
    ["601", "balance"],
    ["602", "spending-cap"],
    ["303", "quota-until 00:00"],
  ])("is told by name and by exit 5, also where part of it succeeded: %s", async (code, name) => {
    server.enqueue(["0", "0", code, code, code, code]);
    const { exitCode, stdout, stderr } = await run(ids);
    expect(exitCode).toBe(5);
    expect(stderr).toContain(`just-one: ended by ${name}; `);
    const rows = JSON.parse(stdout) as { status: string; reason?: string }[];
    expect(rows.filter(({ status }) => status === "ok").length).toBeGreaterThan(0);
    expect(new Set(rows.filter(({ status }) => status !== "ok").map(({ reason }) => reason))).toEqual(new Set([name]));
    expect(rows).toHaveLength(12);
  });

  test("is the budget of --max-calls", async () => {
    const { exitCode, stdout } = await run([...ids, "--max-calls", "3", "--format", "csv"]);
    expect(exitCode).toBe(5);
    expect(stdout.match(/,unbilled,max-calls,/g)).toHaveLength(9);
    expect(stdout.match(/,billed,,/g)).toHaveLength(3);
  });

  test("stays exit 3 where single creators failed", async () => {
    server.enqueue(["0", "400", "0"]);
    const { exitCode, stdout } = await run(["7001", "7002", "7003"]);
    expect(exitCode).toBe(3);
    expect(
      JSON.parse(stdout)
        .map(({ reason }: { reason?: string }) => reason ?? "")
        .toSorted(),
    ).toEqual(["", "", "code-400"]);
  });

  test("stands in the table's row with what it cost", async () => {
    server.enqueue(["0", "cut-body"]);
    const { stdout } = await run(["7001", "7002"], 100);
    expect(stripVTControlCharacters(stdout)).toMatch(/700[12] +\w+ · unknown · /);
  });
});

test("--sort puts the best of a metric first, whichever end that is, and --top shows so many", async () => {
  await using vendor = await startFaultServer({
    respond: ({ params }) => ({
      item_num: "9",
      play_mid: String(params["oAuthorId"]),
      ...(params["oAuthorId"] === "7003" ? {} : { expect_cpm: { cpm_1_20: String(params["oAuthorId"]) } }),
    }),
  });
  const list = async (...args: string[]): Promise<string[]> => {
    const { stdout } = await runCli(["spread", "7002", "7003", "7001", ...args], {
      environment: { ...environmentFor(vendor), XDG_DATA_HOME: home },
    });
    return (JSON.parse(stdout) as { oAuthorId: string }[]).map(({ oAuthorId }) => oAuthorId);
  };
  expect(await list("--sort", "medianplays")).toEqual(["7003", "7002", "7001"]);
  expect(await list("--sort", "costPerMilleUpTo20s", "--top", "2")).toEqual(["7001", "7002"]);
  expect(await list("--top", "1")).toEqual(["7002"]);
  expect((await run(["7001", "--sort", "beauty"])).exitCode).toBe(2);
});

describe("--columns", () => {
  test("shows the figures that are named, in that order, in tables and in CSV", async () => {
    const { stdout } = await run(["7001", "7002", "--columns", "medianplays, videos"], 60);
    const plain = stripVTControlCharacters(stdout);
    expect(plain).toMatch(/Creator +plays +Videos *\n/);
    expect(plain).not.toContain("CPM");
    const csv = await run(["7001", "--columns", "medianPlays", "--format", "csv"]);
    expect(csv.stdout).toMatch(/^\uFEFFoAuthorId,Status,Median plays \(count\),Peers,Problem,Label,/);
  });

  test.each([
    [["--columns", "beauty"], "medianPlays"],
    [["--columns", " , "], "medianPlays"],
    [["--columns", "medianPlays", "--format", "json"], "--format table"],
  ])("refuses %j before anything is sent", async (args, hint) => {
    const { exitCode, stderr } = await run(["7001", ...args], 80);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(hint)]);
    expect(server.sumUp().arrived).toBe(0);
  });
});

test("a long name breaks no line of a narrow terminal, and a row without figures keeps its id and its reason", async () => {
  const list = join(mkdtempSync(join(tmpdir(), "just-one-names-")), "list.csv");
  writeFileSync(list, `昵称,星图ID\n${"小白兔爱吃胡萝卜".repeat(4)},7048929565493690398\n王,12345\n`);
  const { stdout } = await run(["--ids-file", list], 60);
  const lines = stripVTControlCharacters(stdout).split("\n");
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
  expect(lines.find((line) => line.startsWith("王"))).toMatch(/^王 +12345 +not sent: a/);
});

test("ordered or cut lines of NDJSON wait for the last one", async () => {
  const { stdout } = await run(["7001", "7002", "--top", "1", "--format", "ndjson"]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
});

test.each([40, 60, 200])(
  "a table of %i columns without any figures has no headers of them, and no legend",
  async (columns) => {
    server.enqueue(["404", "404"]);
    const { stdout } = await run(["7001", "7002"], columns);
    expect(stdout).toContain("oAuthorId");
    expect(stdout).toContain("code-404");
    for (const needless of ["CPM", "Plays", "best", "\n\n"]) expect(stdout).not.toContain(needless);
  },
);

test.each([1, 20, 39])("a table of %i columns is no wider than one of 40", async (columns) => {
  const { stdout } = await run(["7001", "7002"], columns);
  const lines = stripVTControlCharacters(stdout).split("\n");
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
});

test("a plan says how many of a list are no ids", async () => {
  expect((await run(["7001", "x", "y", "--dry-run"])).stderr).toContain(
    "1 call to be billed, price not known: --price says it; 2 no creator's id",
  );
});
