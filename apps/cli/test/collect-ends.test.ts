import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
import { environmentFor, runCli } from "./support/run-cli.ts";
import { type SpawnedCli, spawnCli } from "./support/spawn-cli.ts";

// `just-one collect` as a process that is asked to stop, killed, or whose surroundings go away.

const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const first = 7_048_929_565_493_690_391n;
const hasNoSignals = process.platform === "win32";

interface Bench {
  readonly server: FaultServer;
  readonly out: string;
  readonly start: () => SpawnedCli;
  /** In this process. */
  readonly goOn: () => ReturnType<typeof runCli>;
  readonly report: () => Record<string, unknown>;
  /** Resolves when four requests are there, which get no reply before `release`. */
  readonly held: Promise<void>;
  readonly release: () => void;
}

async function open(length: number): Promise<Bench> {
  const { promise: held, resolve: noteHeld } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let asked = 0;
  const server = await startFaultServer({
    respond: async ({ params }) => {
      asked += 1;
      if (asked === 4) noteHeld();
      await released;
      return { id: params["oAuthorId"] };
    },
  });
  const folder = mkdtempSync(join(tmpdir(), "just-one-collect-"));
  onTestFinished(async () => {
    release();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ids = Array.from({ length }, (_, index) => String(first + BigInt(index)));
  writeFileSync(join(folder, "ids.csv"), ids.join("\n"));
  const out = join(folder, "out");
  const limits = ["--max-calls", "99", "--yes", "--concurrency", "4"];
  const args = ["collect", operation, "--inputs", join(folder, "ids.csv"), "--out", out, ...limits];
  return {
    server,
    out,
    start: () => spawnCli(args, environmentFor(server)),
    goOn: () => runCli(args, { environment: environmentFor(server) }),
    report: () => JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as Record<string, unknown>,
    held,
    release,
  };
}

/** Waits for words on stderr. */
function listen({ process: { stderr, stdout } }: SpawnedCli): (words: string) => Promise<void> {
  let text = "";
  stdout.resume();
  stderr.on("data", (chunk) => (text += String(chunk)));
  return async (words) => {
    while (!text.includes(words)) await once(stderr, "data");
  };
}

const manifest = (out: string): string =>
  join(
    out,
    "data/GET_api_douyin-xingtu_gw_api_data_sp_get_author_spread_info_v1",
    `run=${String(JSON.parse(readFileSync(join(out, "report.json"), "utf8")).run)}`,
    "_manifest.ndjson.zst.json",
  );

test.skipIf(hasNoSignals).each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s sends nothing more, waits for what is under way, writes everything and says how to go on",
  async (signal) => {
    const { server, out, start, goOn, report, held, release } = await open(10);
    const cli = start();
    const said = listen(cli);
    await held;
    cli.process.kill(signal);
    await said("4 requests that are under way");
    release();
    expect(await once(cli.process, "exit")).toEqual([130, null]);
    expect(report()).toMatchObject({ billed: 4, notSent: 6, unknown: 0, stopped: "interrupted" });
    expect(report()["next"]).toBe("the same command goes on");
    expect(existsSync(manifest(out))).toBe(true);
    expect((await goOn()).exitCode).toBe(0);
    expect(server.sumUp()).toEqual({ arrived: 10, billed: 10 });
  },
);

test.skipIf(hasNoSignals)(
  "Ctrl-C twice leaves what is under way unknown, and never sends it again unasked",
  async () => {
    const { server, start, goOn, report, held, release } = await open(10);
    const cli = start();
    const said = listen(cli);
    await held;
    cli.process.kill("SIGINT");
    await said("under way");
    cli.process.kill("SIGINT");
    await once(cli.process, "exit");
    release();
    expect((await goOn()).exitCode).toBe(3);
    expect(report()).toMatchObject({ billed: 6, unknown: 4, notSent: 0 });
    expect(server.sumUp().arrived).toBe(10);
  },
);

test("two of the same command at once plan once, pay for each input once, and both end well", async () => {
  const { server, start, report, release } = await open(40);
  release();
  const ends = await Promise.all([start().readEnd(), start().readEnd()]);
  expect(ends.map(({ exitCode, stderr }) => (exitCode === 0 ? 0 : stderr))).toEqual([0, 0]);
  expect(report()).toMatchObject({ billed: 40, planned: 40, duplicates: 0 });
  expect(server.sumUp()).toEqual({ arrived: 40, billed: 40 });
});

test("nobody reading what it says is no failure", async () => {
  const { server, start, report, held, release } = await open(8);
  const cli = start();
  await held;
  cli.process.stderr.destroy();
  cli.process.stdout.destroy();
  await once(cli.process.stderr, "close");
  release();
  expect(await once(cli.process, "exit")).toEqual([0, null]);
  expect(report()).toMatchObject({ billed: 8 });
  expect(server.sumUp()).toEqual({ arrived: 8, billed: 8 });
});

test.skipIf(hasNoSignals)(
  "a folder that is removed is one sentence, and what was paid for is there again",
  async () => {
    const { server, out, start, goOn, report, held, release } = await open(10);
    const cli = start();
    const ended = cli.readEnd();
    await held;
    rmSync(out, { recursive: true });
    release();
    const { exitCode, stderr } = await ended;
    expect(exitCode).toBe(1);
    expect(stderr.match(/^just-one: .*$/gm)).toEqual([
      expect.stringMatching(/was deleted or replaced while it was open; nothing more is sent$/),
    ]);
    expect(report()).toMatchObject({ billed: 4, notSent: 6 });
    expect((await goOn()).exitCode).toBe(0);
    expect(server.sumUp()).toEqual({ arrived: 10, billed: 10 });
  },
);

test("files that cannot be written are one sentence, and the command that writes them", async () => {
  const { out, goOn, release } = await open(2);
  release();
  const { mkdirSync } = await import("node:fs");
  mkdirSync(out);
  writeFileSync(join(out, "data"), "in the way");
  const { exitCode, stderr } = await goOn();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`this writes them: just-one collect export ${out}`);
  expect(stderr).toContain("2 billed");
});
