import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type MockServer, startMockServer } from "@just-one/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
let mock: MockServer;
let folder: string;

beforeAll(async () => {
  mock = await startMockServer();
  folder = await mkdtemp(join(tmpdir(), "just-one-examples-"));
});
afterEach(() => mock.reset());
afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true, force: true });
});

async function runExample(name: string, server = mock): Promise<string> {
  const file = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  const env = {
    ...process.env,
    JUST_ONE_TOKEN: "marked-token-for-tests",
    JUST_ONE_BASE_URL: server.url,
    LEDGER_FILE: join(folder, "ledger"),
    BOARD_FILE: join(folder, "board.sqlite"),
    OUT_FOLDER: folder,
  };
  const { stdout } = await run(process.execPath, ["--conditions=@just-one/source", file], { env });
  return stdout;
}

test("one-call prints the median plays and what the call cost", async () => {
  expect(await runExample("one-call")).toMatch(/^median plays: \d+, billed: billed$/m);
});

test("many-creators stops at its budget and sums up what was spent", async () => {
  const output = await runExample("many-creators");
  expect(output.match(/plays$/gm)).toHaveLength(3);
  expect(output).toMatch(/0004: budget$/m);
  expect(output).toMatch(/^3 calls, 0.9 spent on \d{4}-\d\d-\d\d$/m);
});

test("retry-and-cache retries what cost nothing and asks the cache the second time", async () => {
  mock.enqueue(["301", "302", "0"]);
  const output = await runExample("retry-and-cache");
  // The pause may be over some milliseconds after the retry's own wait, or before it.
  expect(output.match(/^event: (?!throttled).+$/gm)).toEqual(
    ["attempt", "retry", "attempt", "paused", "retry", "attempt", "billed", "cached"].map((type) => `event: ${type}`),
  );
  expect(output).toContain("attempts: 3, second from the cache: true");
});

test("openapi-fetch prints status and plays", async () => {
  expect(await runExample("openapi-fetch")).toMatch(/^HTTP 200, median plays: \d+$/m);
});

test("middleware says what it has seen of a call", async () => {
  const path = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
  expect(await runExample("middleware")).toBe(`GET ${path} oAuthorId\nHTTP 200\n`);
});

test.each([
  ["0", /^got the data$/m],
  ["303", /^daily quota used up until \d{4}-\d\d-\d\dT16:00:00\.000Z$/m],
  ["600", /^the vendor answered with code 600$/m],
])("handle-errors has a word for code %s", async (code, word) => {
  mock.enqueue([code]);
  expect(await runExample("handle-errors")).toMatch(word);
});

test("test-with-fake-client needs no server", async () => {
  expect(await runExample("test-with-fake-client")).toBe("1200 billed api 2\n");
});

test("estimate-first sends nothing", async () => {
  expect(await runExample("estimate-first")).toBe(
    "send: at most 1 billed request, 0.30 each\n2 looked at; 0 of that day are or may be billed\n",
  );
  expect(mock.requests).toHaveLength(0);
});

test("shared-ledger counts the calls of all runs together", async () => {
  await runExample("shared-ledger");
  expect(await runExample("shared-ledger")).toBe("newsletter: 2 billed\n");
});

test("pages reads page after page until the vendor says it was the last", async () => {
  expect(await runExample("pages")).toBe("6 comments on 3 pages\n");
});

test("lean calls the one operation that it carries", async () => {
  expect(await runExample("lean")).toBe("billed\n");
});

test("spread-with-units compares two creators by engagement", async () => {
  expect(await runExample("spread-with-units")).toMatch(
    /^6800000000000000001: [\d.]+ % \(fraction, proven\), rank 1$/m,
  );
});

test("validate-replies tells by place what differs from its type, and nothing else", async () => {
  expect(await runExample("validate-replies")).toBe("billed\n");
  await using other = await startMockServer({ respond: () => ({ play_mid: 3_642_403 }) });
  expect(await runExample("validate-replies", other)).toBe("data.play_mid is number, not string\nbilled\n");
});

test("test-with-mock sees its three attempts", async () => {
  expect(await runExample("test-with-mock")).toBe("3 3\n");
});

test("own-stage knows the row of its call, and the key that the call is kept under", async () => {
  expect(await runExample("own-stage")).toBe(
    "row 17: billed\n" +
      "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1?oAuthorId=6800000000000000001&range=DAY_90\n",
  );
});

test("several-budgets names the one that a call does not fit into", async () => {
  expect(await runExample("several-budgets")).toBe(
    "6800000000000000001: billed\n6800000000000000002: billed\n6800000000000000003: beyond the newsletter's\n" +
      "2 calls, 0.6 spent\n",
  );
});

test("many-customers gives a child its label, and ends", async () => {
  expect(await runExample("many-customers")).toBe("customer-7 true\n");
});

test("collect pays for an input once, and goes on from its file the next time", async () => {
  const output = "1 billed, 0.3 spent, all through\n1 row written\n";
  expect(await runExample("collect")).toBe(output);
  expect(await runExample("collect")).toBe(output);
  expect(mock.requests).toHaveLength(1);
});
