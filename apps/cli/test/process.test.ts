import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startMockServer } from "@just-one/testing";
import { expect, test } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";
import { type SpawnedCli, spawnCli, spawnSource } from "./support/spawn-cli.ts";

test("a pipe gets JSON on stdout and nothing but the receipt on stderr", async () => {
  await using server = await startMockServer();
  const { exitCode, stdout, stderr } = await spawnCli(["spread", "7001", "7002"], environmentFor(server)).readEnd();
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^just-one: 2 billed · 0 unbilled · 0 unknown · \d+ s\n$/);
  expect(JSON.parse(stdout)).toHaveLength(2);
});

test("--mock needs nothing around it, and leaves no server behind that would keep it alive; ids come from a pipe", async () => {
  const cli = spawnCli(["spread", "--ids-file", "-", "--mock", "--format=ndjson"]);
  cli.process.stdin.end("7001\n7002\n");
  const { exitCode, stdout } = await cli.readEnd();
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(2);
});

test("the demo prints a comparison of five creators, also into a pipe", async () => {
  const { exitCode, stdout } = await spawnSource("demo.ts", [], { COLUMNS: "80" }).readEnd();
  expect(exitCode).toBe(0);
  expect(stdout.match(/^\d{19} /gm)).toHaveLength(15);
  expect(stdout).toContain("▲ best · ▼ worst · ! under 5 videos: distrust the means");
});

test("nobody reading what went wrong is no failure: what was paid for goes out", async () => {
  const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
  const { promise: unread, resolve: noteUnread } = Promise.withResolvers<void>();
  await using server = await startMockServer({
    respond: async () => (noteAsked(), await unread, undefined),
  });
  const cli = spawnCli(["spread", "7001", "7002", "not-an-id"], environmentFor(server));
  await asked;
  cli.process.stderr.destroy();
  await once(cli.process.stderr, "close");
  noteUnread();
  const [stdout, ended] = await Promise.all([cli.process.stdout.toArray(), once(cli.process, "exit")]);
  expect(JSON.parse(stdout.join(""))).toHaveLength(3);
  expect(ended).toEqual([3, null]);
});

// Windows has no signals: a process there is ended, not asked.
const hasNoSignals = process.platform === "win32";

test.each(["json", "csv", "table", "ndjson"])(
  "a second Ctrl-C gives up what is under way, and prints as %s what is done",
  async (format) => {
    // Four calls are under way at once: when the last two of these are asked for, 7001 and 7004 are done for sure.
    const heldBack = new Set(["7002", "7003", "7005", "7006"]);
    const stop = new AbortController();
    const giveUp = new AbortController();
    await using server = await startMockServer({
      respond({ params }) {
        if (["7001", "7004"].includes(String(params["oAuthorId"]))) return undefined;
        heldBack.delete(String(params["oAuthorId"]));
        if (heldBack.size === 0) stop.abort();
        return new Promise(() => {});
      },
    });
    const ids = Array.from({ length: 8 }, (_, index) => String(7001 + index));
    const { exitCode, stdout, stderr } = await runCli(["spread", ...ids, "--format", format], {
      environment: environmentFor(server),
      signal: stop.signal,
      giveUp: giveUp.signal,
      onStderr: (text) => {
        if (text.includes("stopping: sends nothing more")) giveUp.abort();
      },
    });
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/7001/);
    expect(stdout).toMatch(/7004/);
    expect(stdout).not.toMatch(/7007/);
    expect(stderr).toContain("4 creators: interrupted while a request was under way, which may have been billed");
    expect(stderr).toContain("interrupted; 2 of 8 done, 2 not sent");
  },
);

test.skipIf(hasNoSignals).each(["SIGTERM", "SIGHUP"] as const)(
  "a second %s keeps what is done, as Ctrl-C does",
  async (signal) => {
    const { promise: held, resolve: noteHeld } = Promise.withResolvers<void>();
    await using server = await startMockServer({
      respond({ params }) {
        if (params["oAuthorId"] === "7001") return undefined;
        noteHeld();
        return new Promise(() => {});
      },
    });
    const cli = spawnCli(["spread", "7001", "7002", "--format=ndjson"], environmentFor(server));
    await held;
    await once(cli.process.stdout, "readable"); // 7001 is done
    cli.process.kill(signal);
    await waitForWord(cli);
    cli.process.kill(signal);
    const { exitCode, stdout } = await cli.readEnd();
    expect(exitCode).toBe(130);
    expect(stdout).toContain("7001");
  },
);

test.skipIf(hasNoSignals)(
  "a second Ctrl-C in a single call exits with 130 and says that it may have been billed",
  async () => {
    const { promise: held, resolve: noteHeld } = Promise.withResolvers<void>();
    await using server = await startMockServer({
      respond() {
        noteHeld();
        return new Promise(() => {});
      },
    });
    const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
    const cli = spawnCli(["call", operation, "oAuthorId=1"], environmentFor(server));
    await held;
    cli.process.kill("SIGINT");
    await waitForWord(cli);
    cli.process.kill("SIGINT");
    const { exitCode, stdout, stderr } = await cli.readEnd();
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
    expect(stderr).toContain("may have been billed");
  },
);

test.skipIf(hasNoSignals).each([
  ["SIGINT", ["spread", "7001", "7002", "--concurrency", "1"]],
  ["SIGTERM", ["spread", "7001", "7002", "--full", "--concurrency", "1"]],
  ["SIGHUP", ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", "oAuthorId=7001"]],
] as const)("a first %s waits for what is paid for and sends nothing more: %j", async (signal, args) => {
  const { promise: held, resolve: noteHeld } = Promise.withResolvers<void>();
  const { promise: told, resolve: noteTold } = Promise.withResolvers<void>();
  let asked = 0;
  await using server = await startMockServer({
    respond: async () => {
      asked += 1;
      noteHeld();
      await told;
      return undefined;
    },
  });
  const cli = spawnCli(args, environmentFor(server));
  await held;
  cli.process.kill(signal);
  cli.process.kill(signal); // as a package manager hands it on
  await waitForWord(cli);
  noteTold();
  const { stdout, stderr } = await cli.readEnd();
  expect(stdout).toContain("3642403"); // its figures
  expect(stderr).not.toContain("may have been billed");
  expect(asked).toBe(1);
});

test.skipIf(process.platform !== "linux").each([
  ["spread", "7001"],
  ["call", "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1", "oAuthorId=7001"],
])("a full disk behind stdout is one sentence, and a reply that is kept nowhere else goes out: %s", async (...args) => {
  await using server = await startMockServer();
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const command = `"${process.execPath}" --conditions=@just-one/source "${main}" ${args.map((arg) => `'${arg}'`).join(" ")} > /dev/full`;
  const home = mkdtempSync(join(tmpdir(), "just-one-full-"));
  const env = { ...environmentFor(server), XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  const child = spawn("sh", ["-c", command], { env, stdio: ["ignore", "ignore", "pipe"] });
  const [stderr, [exitCode]] = await Promise.all([readText(child.stderr), once(child, "exit")]);
  rmSync(home, { recursive: true });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("just-one: stdout could not be written (ENOSPC)");
  expect(stderr).not.toContain("    at ");
  expect(stderr.includes("3642403")).toBe(args[0] === "call"); // what spread has paid for is kept
  expect(stderr.includes("is kept for a day")).toBe(args[0] === "spread");
});

/** Until the command has said that it stops, and a second Ctrl-C is no echo of the first. */
async function waitForWord(cli: SpawnedCli): Promise<void> {
  let said = "";
  for await (const chunk of cli.process.stderr.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes("stopping: sends nothing more")) return;
  }
}

test("an older Node is told in a sentence what the command needs", async () => {
  const pretend = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "22.14.0" } })';
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", pretend, main, "codes"]);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    readText(child.stdout),
    readText(child.stderr),
    once(child, "exit"),
  ]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toBe("just-one: this is Node 22.14.0, and the command needs 22.15 or later.\n");
});

test("a reader that stops early is no crash", async () => {
  const cli = spawnCli(["codes"]);
  cli.process.stdout.destroy();
  const [exitCode] = (await once(cli.process, "exit")) as [number];
  expect(exitCode).toBe(0);
});

test("the token is in no output, however the connection ends", async () => {
  const endings = {
    reset: (_write: (text: string) => void, reset: () => void) => reset(),
    garbage: (write: (text: string) => void) => write("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 6\r\n\r\n<html>"),
    redirect: (write: (text: string) => void) =>
      write("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n"),
    cut: (write: (text: string) => void, reset: () => void) => {
      write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"code":');
      reset();
    },
  };
  for (const end of Object.values(endings)) {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () =>
        end(
          (text) => socket.end(text),
          () => socket.destroySoon(),
        ),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // Safe: a server on an address and a port has an AddressInfo.
    const { port } = server.address() as AddressInfo;
    // which looks for the token in both
    const { exitCode, stdout } = await runCli(["spread", "7001"], {
      environment: environmentFor({ url: `http://127.0.0.1:${port}` }),
    });
    server.close();
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ status: "failed", billing: "unknown" }]);
  }
});
