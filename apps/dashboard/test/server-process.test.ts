import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultOutcome, startFaultServer } from "@just-one/testing";
import { expect, test } from "vitest";
import { explainListenError } from "../src/server/explain-listen-error.ts";
import { run } from "../src/server/run.ts";
import { SettingsError } from "../src/server/settings.ts";
import { spreadOperation } from "../src/shared/protocol.ts";
import { openRawConnection } from "./support/raw-connection.ts";
import { enter, send } from "./support/send.ts";
import { markedToken } from "./support/start-dashboard.ts";

interface Started {
  readonly url: string;
  readonly ended: Promise<number>;
  readonly readOutput: () => string;
  readonly stop: () => void;
}

async function start(args: readonly string[], variables: Record<string, string> = {}, isTTY = false): Promise<Started> {
  const controller = new AbortController();
  const output: string[] = [];
  const { promise, resolve } = Promise.withResolvers<string>();
  const ended = run({
    args: ["--port", "0", "--no-open", ...args],
    variables,
    stdout: {
      write: (text) => {
        output.push(text);
        resolve(text.trim());
      },
    },
    stderr: { write: (text) => output.push(text), isTTY },
    stop: controller.signal,
    pageFolder: import.meta.dirname,
  });
  const entrance = await Promise.race([promise, ended.then(() => undefined)]);
  const url = entrance === undefined ? "" : new URL(entrance).origin;
  if (entrance !== undefined) await enter(entrance);
  return { url, ended, readOutput: () => output.join(""), stop: () => controller.abort() };
}

test("--help prints how it is used, starts nothing and ends with 0", async () => {
  for (const option of ["--help", "-h"]) {
    const output: string[] = [];
    const stream = { write: (text: string) => output.push(text) };
    const ended = await run({
      args: [option],
      variables: {},
      stdout: stream,
      stderr: { write: () => expect.unreachable("help is no error") },
      stop: AbortSignal.abort(),
      pageFolder: import.meta.dirname,
      preparePage: () => expect.unreachable("a page that nobody will see is not built"),
    });
    expect(ended).toBe(0);
    expect(output.join("")).toMatch(/^Usage: pnpm dashboard.*\n {2}--mock .*--spender NAME/s);
  }
});

test.each([
  [["--mock"], { JUST_ONE_TOKEN: markedToken }, "because of --mock"],
  [[], {}, "because JUST_ONE_TOKEN is not set"],
  [[], { JUST_ONE_TOKEN: "  " }, "because JUST_ONE_TOKEN is not set"],
])("with %j and %j a terminal reads why it is a mock, and no lines of JSON", async (args, variables, why) => {
  const started = await start(args, { ...variables }, true);
  await send(`${started.url}/api/session`);
  await send(`${started.url}/api/call`, { body: ask("1") });
  started.stop();
  await started.ended;
  expect(started.readOutput()).toContain(`dashboard: The figures are invented, ${why}: nothing is sent`);
  expect(started.readOutput()).not.toMatch(/^\{/m);
  expect(started.readOutput().split("\n")).toHaveLength(5);
});

test("a terminal gets the lines of JSON with --log, and everything else always does", async () => {
  for (const [args, isTTY] of [[["--log"], true] as const, [[], false] as const]) {
    const started = await start(args, {}, isTTY);
    await send(`${started.url}/api/session`);
    started.stop();
    await started.ended;
    for (const event of ["started", "request", "stopping"]) {
      expect(started.readOutput()).toContain(`"event":"${event}"`);
    }
  }
});

const ask = (id: string): object => ({ operation: spreadOperation, parameters: { oAuthorId: id } });

test("without a token it starts on invented figures and says so", async () => {
  const started = await start([]);
  expect((await send(`${started.url}/api/session`)).body).toMatchObject({ mode: "mock" });
  const [first, second] = await Promise.all(["1", "2"].map((id) => send(`${started.url}/api/call`, { body: ask(id) })));
  expect(first?.body).toMatchObject({ ok: true, data: { base_resp: { status_code: 0 } } });
  expect(first?.text).not.toBe(second?.text);
  started.stop();
  expect(await started.ended).toBe(0);
});

test("a call that is under way when it stops is answered", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await using vendor = await startFaultServer({
    respond: async () => {
      arrive();
      await released;
      return { play_mid: "1" };
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  const variables = { JUST_ONE_TOKEN: markedToken, JUST_ONE_BASE_URL: vendor.url, XDG_STATE_HOME: folder };
  const started = await start([], variables);
  const reply = send(`${started.url}/api/call`, { body: ask("1") });
  await arrived;
  started.stop();
  release();
  expect((await reply).body).toMatchObject({ ok: true });
  expect(await started.ended).toBe(0);
  await rm(folder, { recursive: true });
});

test("a request that never comes whole does not keep it from ending", async () => {
  const started = await start([]);
  using half = await openRawConnection(started.url);
  half.send("POST /api/call HTTP/1.1\r\nhost: 127.0.0.1\r\n");
  await send(`${started.url}/healthz`);
  started.stop();
  expect(await started.ended).toBe(0);
  expect(await half.ended).not.toContain(" 200 ");
});

test("the token is in no reply, header, log or file, whatever happens", async () => {
  const outcomes: FaultOutcome[] = ["0", "100", "html-502", "cut-body", "redirect", "garbage", "reset-before-reply"];
  await using vendor = await startFaultServer({
    respond: () => ({ play_mid: "1" }),
    choose: ({ params }) => outcomes[Number(params["oAuthorId"])],
  });
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  const variables = { JUST_ONE_TOKEN: markedToken, JUST_ONE_BASE_URL: vendor.url, XDG_STATE_HOME: folder };
  const started = await start([], variables);
  const seen: string[] = [];
  // The bad token comes last: it closes the way for all others.
  for (const id of ["0", "2", "3", "4", "5", "6", "1", "not-a-number"]) {
    const reply = await send(`${started.url}/api/call`, { body: ask(id) });
    seen.push(reply.text, JSON.stringify(reply.headers));
  }
  for (const path of ["/api/session", "/healthz", "/", "/nothing?token=x", "/api/nothing"]) {
    const reply = await send(`${started.url}${path}`);
    seen.push(reply.text, JSON.stringify(reply.headers));
  }
  started.stop();
  await started.ended;
  seen.push(started.readOutput());
  const state = join(folder, "just-one-dashboard");
  for (const file of await readdir(state)) seen.push(await readFile(join(state, file), "latin1"));

  expect(vendor.ledger.every(({ hasToken }) => hasToken)).toBe(true);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter((text) => text.includes(markedToken))).toEqual([]);
  expect(started.readOutput()).toContain('"event":"vendor-attempt"');
  await rm(folder, { recursive: true });
});

test("what was paid for is still known after a restart, and so is what was spent and what may have been paid for", async () => {
  await using vendor = await startFaultServer({
    respond: () => ({ play_mid: "1" }),
    choose: ({ params }) => (params["oAuthorId"] === "2" ? "cut-body" : undefined),
  });
  const folder = await mkdtemp(join(tmpdir(), "dashboard-"));
  const variables = { JUST_ONE_TOKEN: markedToken, JUST_ONE_BASE_URL: vendor.url, XDG_STATE_HOME: folder };
  const first = await start([], variables);
  for (const id of ["1", "2"]) await send(`${first.url}/api/call`, { body: ask(id) });
  first.stop();
  await first.ended;
  const second = await start([], variables);
  expect((await send(`${second.url}/api/session`)).body).toMatchObject({ mode: "live", budget: { spentCalls: 2 } });
  expect((await send(`${second.url}/api/call`, { body: ask("1") })).body).toMatchObject({ cached: true });
  expect((await send(`${second.url}/api/call`, { body: ask("2") })).body).toMatchObject({ failure: { kind: "doubt" } });
  second.stop();
  await second.ended;
  expect(vendor.sumUp()).toMatchObject({ arrived: 2 });
  await rm(folder, { recursive: true });
});

test("an address that cannot be had ends with 2 and one sentence, which does not repeat it", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  // Safe: it listens on a port.
  const { port } = taken.address() as AddressInfo;
  const proxy = ["--origin=https://a.example", "--identity-header=x-user", "--trusted-proxy=192.0.2.1"];
  const wrong: [string[], RegExp][] = [
    [["--port", `${port}`], /^dashboard: That port is taken\..*\n$/],
    [["--host", "192.0.2.77", ...proxy], /^dashboard: This machine does not have the address of --host\..*\n$/],
    [["--host", "2001:db8::77", ...proxy], /^dashboard: This machine .*--host.*\n$|^dashboard: .*listen there.*\n$/],
    [["--host", "marked-token.invalid", ...proxy], /^dashboard: (?:Nobody knows|The name).*--host.*\n$/],
    [["--host", "marked token", ...proxy], /^dashboard: (?:Nobody knows|The name).*--host.*\n$/],
  ];
  for (const [args, sentence] of wrong) {
    const started = await start(args);
    expect(await started.ended).toBe(2);
    expect(started.readOutput()).toMatch(sentence);
    expect(started.readOutput()).not.toMatch(/marked|192\.0\.2\.77/);
  }
  taken.close();
});

test.each(["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EINVAL", "EAFNOSUPPORT"])(
  "the system's %s is told in our words",
  (code) => {
    const error = Object.assign(new Error(`listen ${code}: marked-token`), { code, address: "marked-token" });
    expect(explainListenError(error)).toBeInstanceOf(SettingsError);
    expect(explainListenError(error).message).toMatch(/--(?:host|port)/);
    expect(explainListenError(error).message).not.toContain("marked");
  },
);

test("an option that nobody knows is answered with those there are, each in its line", async () => {
  const started = await start(["--tokn=marked-token"]);
  expect(await started.ended).toBe(2);
  expect(started.readOutput()).toMatch(/^dashboard: There is an option .*\nUsage: .*\n {2}--mock .*\n {2}--port N /);
  expect(started.readOutput()).not.toContain("marked");
});

test("a folder for paid replies that cannot be made ends with 2 and one sentence", async () => {
  const variables = { JUST_ONE_TOKEN: markedToken, XDG_STATE_HOME: import.meta.filename };
  const started = await start([], variables);
  expect(await started.ended).toBe(2);
  expect(started.readOutput()).toMatch(/^dashboard: The folder for paid replies .*XDG_STATE_HOME.*\n$/);
});

test("wrong use ends with 2 and a sentence", async () => {
  const started = await start(["--host", "0.0.0.0"]);
  expect(await started.ended).toBe(2);
  expect(started.readOutput()).toMatch(/^dashboard: Others than this machine/);
});
