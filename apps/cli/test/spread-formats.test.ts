import { stripVTControlCharacters } from "node:util";
import { type MockServer, startMockServer } from "@just-one/testing";
import stringWidth from "string-width";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";

// Creator 7001 is the sample of the vendor's page; the others differ from it in one known way.
const sample = {
  avg_duration: "2600",
  expect_cpe: { cpe_1_20: "253", cpe_21_60: "633", cpe_60: "633" },
  expect_cpm: { cpm_1_20: "5618", cpm_21_60: "14043", cpm_60: "14043" },
  interact_rate: { label: "剧情搞笑", overtake: 5973, value: 244 },
  item_num: "3",
  like_avg: "95028",
  play_mid: "3642403",
  play_stability: { label: "剧情搞笑", overtake: 8865, value: 540_887 },
};
const replies: Readonly<Record<string, object>> = {
  "7001": sample,
  "7002": { ...sample, item_num: "12", play_mid: "1000", expect_cpm: { cpm_1_20: "100" } },
  "7003": { play_mid: "2000", interact_rate: { label: '=HYPERLINK("x")\u001B[31m', value: 1 } },
};
const server: MockServer = await startMockServer({ respond: ({ params }) => replies[String(params["oAuthorId"])] });
afterAll(() => server.close());
beforeEach(() => server.reset());
afterEach(() => vi.unstubAllEnvs());
const environment = environmentFor(server);
const ids = ["7001", "7002", "7003"];

describe("the table", () => {
  test("is what a terminal gets, with units in the header, and best and worst told by sign", async () => {
    const { stdout } = await runCli(["spread", ...ids], { environment, columns: 220 });
    const plain = stripVTControlCharacters(stdout);
    const [, words, , units, , ...rows] = plain.split("\n");
    expect(words).toMatch(/Median\s+Mean/);
    expect(units).toMatch(/^oAuthorId +count +count .* % +%~ +% +s~ +CNY .*raw\?$/);
    expect(rows[0]).toMatch(/^7001 +3 ! +3,642,403 +95,028 .* 2\.44 +59\.73 +– +26 +56\.18 +140\.43 .* 540,887$/);
    expect(rows[1]).toMatch(/^7002 +12 +1,000 ▼ .* 1\.00 ▲ +– +– +2\.53 /);
    expect(rows[2]).toMatch(/^7003 +– +2,000 ▲ +–/);
    expect(plain).toContain("▲ best · ▼ worst · ! under 5 videos: distrust the means · – the vendor sent none");
  });

  test("is coloured on a terminal, and not where NO_COLOR asks for none", async () => {
    const coloured = await runCli(["spread", ...ids], { environment, columns: 100 });
    expect(coloured.stdout).toContain("\u001B[32m");
    vi.stubEnv("NO_COLOR", "1");
    const plain = await runCli(["spread", ...ids], { environment, columns: 100 });
    expect(plain.stdout).not.toContain("\u001B[");
    expect(plain.stdout).toContain("▲");
  });

  test.each([60, 80, 120, 200])("loses no figure and breaks no line at %i columns", async (columns) => {
    const { stdout } = await runCli(["spread", ...ids], { environment, columns });
    expect(Math.max(...stdout.split("\n").map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    for (const figure of ["3,642,403", "95,028", "2.44", "59.73", "56.18", "140.43", "2.53", "6.33", "540,887"]) {
      expect(stdout).toContain(figure);
    }
  });

  test("shows a failed creator as a row, cut to the line, and the whole sentence beside the data", async () => {
    server.enqueue(["0", "303"]);
    const { exitCode, stdout, stderr } = await runCli(["spread", "7001", "nonsense"], { environment, columns: 80 });
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/nonsense {2}.*not sent: this is no creator's id/);
    expect(stderr).toContain("nonsense: not sent: this is no creator's id, which is digits only");
  });

  test("tells progress on a terminal for more than one, and takes it away", async () => {
    const many = await runCli(["spread", "7001", "7002"], { environment, columns: 80 });
    expect(many.stderr).toContain("2 of 2 creators");
    expect(many.stderr.split("\r\u001B[2K").at(-1)).toMatch(/^just-one: 2 billed /);
    const one = await runCli(["spread", "7001"], { environment, columns: 80 });
    const piped = await runCli(["spread", "7001", "7002"], { environment });
    expect(one.stderr).toMatch(/^just-one: 1 billed [^\r]*$/u);
    expect(piped.stderr).toMatch(/^just-one: 2 billed [^\r]*$/u);
  });
});

describe("CSV", () => {
  test("opens right in a spreadsheet: a byte order mark, CRLF, units, ids as text, no formula from outside", async () => {
    const { stdout } = await runCli(["spread", "7003", "7001", "=1+1", "--format", "csv"], { environment });
    expect(stdout.startsWith("\uFEFFoAuthorId,Status,Videos (count),Median plays (count),")).toBe(true);
    const lines = stdout.split("\r\n");
    expect(lines[0]).toContain("Peers beaten (%~)");
    expect(lines[0]).toContain("CPM 1-20 s (CNY)");
    expect(lines[1]).toMatch(/^"=""7003""",ok,,2000,/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")`);
    expect(lines[2]).toMatch(
      /^"=""7001""",ok,3,3642403,95028,,,2\.44,59\.73,,26,56\.18,140\.43,140\.43,2\.53,6\.33,6\.33,540887,剧情搞笑,,,,,,,,\S+Z,billed,,[\w-]*$/,
    );
    expect(lines[3]).toMatch(/^1\+1,not-sent,.*not sent: /);
    expect(lines[4]).toBe("");
  });
});

describe("JSON", () => {
  test("holds figures with units and certainty, exact where numbers are not", async () => {
    const { stdout } = await runCli(["spread", "7001"], { environment });
    expect(JSON.parse(stdout)).toMatchObject([
      {
        oAuthorId: "7001",
        status: "ok",
        billing: "billed",
        spread: {
          engagementRate: { value: 0.0244, unit: "fraction", certainty: "proven" },
          costPerMille: { upTo20s: { value: "56.18", unit: "yuan" } },
        },
      },
    ]);
  });

  test("holds the vendor's own data instead when --raw asks for it", async () => {
    const { stdout } = await runCli(["spread", "7001", "--raw"], { environment });
    const [row] = JSON.parse(stdout) as object[];
    expect(row).toMatchObject({ data: sample });
    expect(row).not.toHaveProperty("spread");
  });

  test("comes as one line each with ndjson", async () => {
    const { stdout } = await runCli(["spread", ...ids, "--format", "ndjson"], { environment });
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { oAuthorId: string });
    expect(new Set(rows.map(({ oAuthorId }) => oAuthorId))).toEqual(new Set(ids));
  });
});
