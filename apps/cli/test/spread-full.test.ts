import { stripVTControlCharacters } from "node:util";
import { type MockServer, startMockServer } from "@just-one/testing";
import stringWidth from "string-width";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";

// Paid videos have half the plays, and the last 30 days a quarter more than 90 have.
const server: MockServer = await startMockServer({
  respond: ({ params }) => {
    const plays = (params["type"] === "XINTU_VIDEO" ? 500 : 1000) * (params["range"] === "DAY_30" ? 1.25 : 1);
    const videos = params["oAuthorId"] === "7003" ? "3" : "9";
    return { play_mid: String(plays), item_num: videos, expect_cpm: { cpm_1_20: String(plays) } };
  },
});
afterAll(() => server.close());
beforeEach(() => server.reset());
const environment = environmentFor(server);
const askedFor = (): string[] =>
  server.requests.map(({ params }) => [params["oAuthorId"], params["type"], params["range"]].join(" "));

test("asks the four questions of each creator, creator by creator, with the other options of the command", async () => {
  const { exitCode } = await runCli(["spread", "--full", "7001", "7002", "--platform=SHORT_VIDEO"], { environment });
  expect(exitCode).toBe(0);
  const questions = ["PERSONAL_VIDEO DAY_30", "PERSONAL_VIDEO DAY_90", "XINTU_VIDEO DAY_30", "XINTU_VIDEO DAY_90"];
  expect(askedFor().slice(0, 4).toSorted()).toEqual(questions.map((question) => `7001 ${question}`));
  expect(askedFor().slice(4).toSorted()).toEqual(questions.map((question) => `7002 ${question}`));
  expect(server.requests.every(({ params }) => params["platform"] === "SHORT_VIDEO")).toBe(true);
});

test("says how many calls will be billed before it makes the first", async () => {
  const { stderr } = await runCli(["spread", "--full", "7001", "7002", "nonsense"], { environment });
  expect(stderr.split("\n")[0]).toBe(
    "just-one: 8 calls for 2 creators: 30 and 90 days of personal and of Xingtu videos, each billed if it succeeds.",
  );
  const interrupted = AbortSignal.abort();
  const before = await runCli(["spread", "--full", "7001"], { environment, signal: interrupted });
  expect(before.stderr).toContain("4 calls for 1 creator");
  expect(before.exitCode).toBe(130);
  expect(server.requests).toHaveLength(8);
});

test("tells programs each reply, and what changed between them", async () => {
  const { stdout } = await runCli(["spread", "--full", "7001"], { environment });
  expect(JSON.parse(stdout)).toMatchObject([
    {
      oAuthorId: "7001",
      personal: {
        days30: { status: "ok", billing: "billed", spread: { medianPlays: { value: 1250 } } },
        days90: { spread: { medianPlays: { value: 1000 } } },
        change90To30: { medianPlays: { from: 1000, to: 1250, relative: 0.25 } },
      },
      xingtu: { change90To30: { medianPlays: { from: 500, to: 625 } } },
      changePersonalToXingtu: {
        days30: { medianPlays: { relative: -0.5 } },
        days90: { medianPlays: { relative: -0.5 } },
      },
    },
  ]);
  const raw = await runCli(["spread", "--full", "7001", "--raw", "--format", "ndjson"], { environment });
  expect(JSON.parse(raw.stdout)).toMatchObject({ xingtu: { days90: { data: { play_mid: "500" } } } });
});

test("shows a person a line for each figure, with what is better for an advertiser told by sign", async () => {
  const { stdout } = await runCli(["spread", "--full", "7001"], { environment, columns: 120 });
  const plain = stripVTControlCharacters(stdout);
  expect(plain).toMatch(/^30 and 90 days · personal and Xingtu videos · [\d: -]+\nCreator 7001\n/);
  expect(plain).toMatch(/Videos +9 +9/);
  expect(plain).toMatch(/Median plays +1,250 +1,000 +\+25\.0 % ▲ +625 +500 +\+25\.0 % ▲ +−50\.0 % ▼ +−50\.0 % ▼\n/);
  expect(plain).toMatch(/CPM 1-20 s, CNY +12\.50 +10\.00 +\+25\.0 % ▼ +6\.25 +5\.00 +\+25\.0 % ▼ +−50\.0 % ▲/);
});

test("calls nothing better or worse of a creator with fewer than five videos", async () => {
  const { stdout } = await runCli(["spread", "--full", "7003"], { environment, columns: 120 });
  expect(stdout).not.toMatch(/[▲▼]/);
  expect(stripVTControlCharacters(stdout)).toMatch(/Videos +! 3 +! 3[^]+Median plays +1,250 +1,000 +\+25\.0 % /);
});

test("keeps the windows of a type and their change together where a terminal is narrow, and the figures that are asked for", async () => {
  const { stdout } = await runCli(["spread", "--full", "7001", "--columns", "medianPlays"], {
    environment,
    columns: 60,
  });
  const parts = stripVTControlCharacters(stdout).split("\n\n");
  expect(parts.map((part) => part.match(/Personal|Xingtu(?! vs| videos)|vs 90|Xingtu vs/g))).toMatchObject([
    ["Personal", "Personal", "vs 90"],
    ["Xingtu", "Xingtu", "vs 90"],
    ["Xingtu vs", "Xingtu vs"],
    null,
  ]);
  expect(stdout).not.toContain("CPM");
});

test.each([60, 80])("breaks no line at %i columns, and loses no figure", async (columns) => {
  const { stdout } = await runCli(["spread", "--full", "7001"], { environment, columns });
  expect(Math.max(...stdout.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  for (const figure of ["1,250", "1,000", "625", "500", "+25.0 %", "−50.0 %"]) expect(stdout).toContain(figure);
});

test("gives a spreadsheet a row for each call, with what was asked", async () => {
  const { stdout } = await runCli(["spread", "--full", "7001", "--format", "csv"], { environment });
  const [header, ...rows] = stdout.trim().split("\r\n");
  expect(header).toMatch(/^oAuthorId,Type,Range,Status,/);
  expect(rows.map((row) => row.split(",").slice(1, 6).join(" "))).toEqual([
    "PERSONAL_VIDEO DAY_30 ok 9 1250",
    "PERSONAL_VIDEO DAY_90 ok 9 1000",
    "XINTU_VIDEO DAY_30 ok 9 625",
    "XINTU_VIDEO DAY_90 ok 9 500",
  ]);
});

describe("what it may cost", () => {
  test("ends with --max-calls, of which it says so before and after, with the first creators whole", async () => {
    const args = ["spread", "--full", "7001", "7002", "7003", "--max-calls", "6"];
    const { exitCode, stdout, stderr } = await runCli(args, { environment });
    expect(exitCode).toBe(5);
    expect(server.requests).toHaveLength(6);
    expect(stderr).toContain("12 calls for 3 creators");
    expect(stderr).toContain("--max-calls ends it after 6.");
    expect(stderr).toContain("2 calls: not sent: the calls that --max-calls allows are used up");
    const [first, , third] = JSON.parse(stdout) as { personal: { days30: object } }[];
    expect(first?.personal.days30).toMatchObject({ status: "ok" });
    expect(third?.personal.days30).toMatchObject({ status: "not-sent", billing: "unbilled" });
  });

  test("is limited for the plain comparison too", async () => {
    const { exitCode } = await runCli(["spread", "7001", "7002", "7003", "--max-calls=2"], { environment });
    expect(exitCode).toBe(5);
    expect(server.requests).toHaveLength(2);
  });

  test("is nothing after an answer that closes the way for all", async () => {
    server.enqueue(["601", "601", "601", "601"]);
    const { exitCode, stdout } = await runCli(["spread", "--full", "7001", "7002"], { environment, columns: 100 });
    expect(exitCode).toBe(5);
    expect(server.requests.length).toBeLessThanOrEqual(4);
    expect(stdout).toContain("an answer before it closed the way for all");
  });

  test.each([
    [["--range", "DAY_30"], "leave out --range and --type"],
    [["--type", "XINTU_VIDEO"], "leave out --range and --type"],
    [["--max-calls", "none"], "Write a whole number, such as 8."],
    [["--max-calls", "0"], "Write a whole number, such as 8."],
  ])("is nothing when the command is wrong: %j", async (args, message) => {
    const { exitCode, stderr } = await runCli(["spread", "--full", "7001", ...args], { environment });
    expect({ exitCode, asked: server.requests.length }).toEqual({ exitCode: 2, asked: 0 });
    expect(stderr).toContain(message);
  });
});
