import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type MockServer, startMockServer } from "@just-one/testing";
import { findChromium, findRuntime } from "@just-one/vitest/find-runtime";
import { chromium } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

const run = promisify(execFile);
const sources = "--conditions=@just-one/source";
const [bun, deno, browser] = [findRuntime("bun"), findRuntime("deno"), findChromium()];
let mock: MockServer;

beforeAll(async () => {
  mock = await startMockServer();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

/** The program of a page in docs/using. */
function programOf(place: string): string {
  return fileURLToPath(new URL(`../using/${place}.ts`, import.meta.url));
}

function createEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, JUST_ONE_TOKEN: "marked-token-for-tests", JUST_ONE_BASE_URL: mock.url, ...more };
}

async function runProgram(
  place: string,
  environment?: NodeJS.ProcessEnv,
  program: readonly string[] = [process.execPath, sources],
) {
  const [file = "", ...args] = program;
  const { stdout } = await run(file, [...args, programOf(place)], { env: createEnvironment(environment) });
  return stdout;
}

describe.each<[string, string | undefined, readonly string[]]>([
  ["Node", process.execPath, [sources]],
  ["Bun", bun, ["run", sources]],
  ["Deno", deno, ["run", sources, "--node-modules-dir=manual", "--allow-all"]],
])("node: under %s", (name, runtime, flags) => {
  test.skipIf(runtime === undefined)(
    `what a first run paid for, a second one reads from the file (skipped where there is no ${name})`,
    async () => {
      const folder = await mkdtemp(join(tmpdir(), "just-one-using-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      const files = { LEDGER_FILE: join(folder, "ledger"), CACHE_FILE: join(folder, "cache") };
      const program = [runtime as string, ...flags]; // safe: skipped without one
      expect(await runProgram("node", files, program)).toBe("6800000000000000001 billed\n6800000000000000002 billed\n");
      expect(await runProgram("node", files, program)).toBe("6800000000000000001 cached\n6800000000000000002 cached\n");
      expect(mock.requests).toHaveLength(2);
    },
  );
});

test.skipIf(bun === undefined)("bun: one call (skipped where there is no Bun)", async () => {
  // Safe: skipped without one.
  expect(await runProgram("bun", {}, [bun as string, "run", sources])).toMatch(/^median plays: \d+$/m);
});

test.skipIf(deno === undefined)("deno: one call with two permissions (skipped where there is no Deno)", async () => {
  const permissions = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env=JUST_ONE_TOKEN,JUST_ONE_BASE_URL"];
  // Safe: skipped without one.
  const program = [deno as string, "run", sources, "--node-modules-dir=manual", ...permissions];
  expect(await runProgram("deno", {}, program)).toMatch(/^median plays: \d+$/m);
});

test.skipIf(browser === undefined)(
  "browsers: the page gets its figure, and nothing else may ask (skipped where there is no Chromium)",
  async () => {
    const server = startProgram("browsers");
    const url = await readLine(server);
    // Chromium's own sandbox does not start for root.
    const chrome = await chromium.launch({
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    onTestFinished(() => chrome.close());
    const page = await chrome.newPage();
    await page.goto(url);
    await expect.poll(() => page.textContent("#plays")).toMatch(/^\d+$/);
    expect(await page.content()).not.toContain("marked-token");

    const elsewhere = await fetch(`${url}plays/7048929565493690398`, { method: "POST" });
    expect(elsewhere.status).toBe(404);
    expect(mock.requests).toHaveLength(1);
  },
);

test("proxies: the call goes by way of the proxy, and a proxy that is gone costs nothing", async () => {
  let forwarded = 0;
  const proxy = createServer();
  proxy.on("connect", (request, socket, head) => {
    forwarded += 1;
    const { hostname, port } = new URL(`http://${request.url}`);
    const vendor = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      vendor.write(head);
      socket.pipe(vendor).pipe(socket);
    });
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  // Safe: a listening server's.
  const { port } = proxy.address() as AddressInfo;
  const variables = { COMPANY_PROXY: `http://127.0.0.1:${port}` };

  expect(await runProgram("proxies-and-tls", variables)).toMatch(/^median plays: \d+$/m);
  expect([forwarded, mock.requests.length]).toEqual([1, 1]);

  proxy.closeAllConnections();
  await promisify(proxy.close.bind(proxy))();
  expect(await runProgram("proxies-and-tls", variables)).toMatch(/\(unbilled\)$/m);
  expect(mock.requests).toHaveLength(1);
});

test("nextjs: the route answers with the figure, and the second time from the client's cache", async () => {
  vi.stubEnv("JUST_ONE_TOKEN", "marked-token-for-tests");
  vi.stubEnv("JUST_ONE_BASE_URL", mock.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { POST } = await import("../using/nextjs.ts");
  const ask = async (id: string): Promise<unknown> =>
    (await POST(new Request(`http://app.test/plays?id=${id}`, { method: "POST" }))).json();
  expect(await ask("7048929565493690398")).toEqual({ plays: expect.stringMatching(/^\d+$/), cached: false });
  expect(await ask("7048929565493690398")).toMatchObject({ cached: true });
  expect(await ask("")).toEqual({ error: "an id has digits only" });
  expect(mock.requests).toHaveLength(1);
});

describe("openapi-react-query, in a React tree", () => {
  test("shows data of one billed call, and no key holds the token", async () => {
    const output = await runProgram("openapi-react-query");
    expect(output).toMatch(/^<b>(\d+)<\/b><b>\1<\/b>\n/);
    expect(output).toContain('["get","/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",{"params"');
    expect(output).not.toContain("marked-token-for-tests");
    expect(mock.requests).toHaveLength(1);
  });

  test("fails with the vendor's error where the balance is used up, though HTTP says 200, and asks no second time", async () => {
    mock.enqueue(["601"]);
    const output = await runProgram("openapi-react-query");
    expect(output).toMatch(/^failed: ApiError: .* code 601 /m);
    expect(output).not.toContain("<b>");
    expect(output).not.toContain("marked-token-for-tests");
    expect(mock.requests).toHaveLength(1);
  });
});

test("tanstack-query: two readers share one billed call, and no key holds the token", async () => {
  const key = '["GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",{"oAuthorId":"7048929565493690398"}]';
  expect(await runProgram("tanstack-query")).toBe(`true ${key}\n`);
  expect(mock.requests).toHaveLength(1);
});

function startProgram(place: string): ChildProcess {
  const child = spawn(process.execPath, [sources, programOf(place)], {
    env: createEnvironment(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  return child;
}

async function readLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("the program's output is not piped");
  const [line] = await once(createInterface(stdout), "line");
  return String(line);
}
