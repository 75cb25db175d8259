import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { collect } from "@just-one/collector";
import { checkCollected } from "@just-one/collector/rules";
import { migratePostgres } from "@just-one/postgres";
import { createPostgresBoard, migratePgBoss } from "@just-one/postgres/board";
import { createDatabase, describePostgres, openPool, type TestDatabase } from "@just-one/postgres-server";
import { withoutToken } from "@just-one/secrets/without-token";
import { type FaultServer, startFaultServer } from "@just-one/testing";
import { validate } from "dockerfile-utils";
import type { Pool } from "pg";
import { build } from "tsdown";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import settings from "../tsdown.config.ts";
import { planList } from "./support/plan-list.ts";
import { containerText, readInstructions, readWords } from "./support/read-containerfile.ts";
import { toEnvironment } from "./support/run-here.ts";

// What an engine would do with the Containerfile, in a folder in place of an image: only what its steps put there is there.

let image: string;
const inImage = (path: string): string => join(image, path);
const { NODE_ENV: _, ...outside } = withoutToken(process.env);
const surroundings = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  PATH: outside["PATH"],
  NODE_ENV: "production",
  ...more,
});

beforeAll(async () => {
  image = mkdtempSync(join(tmpdir(), "just-one-image-"));
  await build({ ...settings, config: false, outDir: inImage("context/dist"), logLevel: "silent" });
  for (const { name, rest } of readInstructions()) {
    if (name === "COPY") copy(rest);
    if (name === "RUN") runWords(JSON.parse(rest) as string[]); // the exec form, as a test below holds
  }
});
afterAll(() => rmSync(image, { recursive: true, force: true }));

function copy(rest: string): void {
  const [from = "", to = ""] = rest.split(" ").filter((word) => !word.startsWith("--"));
  mkdirSync(dirname(inImage(to)), { recursive: true });
  copyFileSync(inImage(join("context", from)), inImage(to));
}

/** Words of an exec form as they are run here. */
function toCommand(words: readonly string[]): [string, string[]] {
  const [program, ...args] = words.map((word) => (word.startsWith("/app/") ? inImage(word) : word));
  return [program === "node" ? process.execPath : String(program), args];
}

function runWords(words: readonly string[], port?: number): void {
  const mine = words.map((word) => (port === undefined ? word : word.replace(":9464/", `:${port}/`)));
  const { status, stderr } = spawnSync(...toCommand(mine), {
    cwd: inImage("app"),
    env: surroundings(),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
}

const of = (name: string): readonly string[] =>
  readInstructions()
    .filter((each) => each.name === name)
    .map(({ rest }) => rest);

test("the Containerfile has nothing that a linter, or whoever runs it, would mind", () => {
  expect(validate(containerText).map(({ message }) => message)).toEqual([]);
  expect(of("FROM")).toEqual([expect.stringMatching(/^docker\.io\/library\/node:24\.\d+\.\d+-/)]);
  expect(of("USER").at(-1)).not.toMatch(/^(?:root|0)/);
  expect(of("ADD")).toEqual([]);
  for (const name of ["RUN", "ENTRYPOINT", "CMD"])
    for (const rest of of(name)) expect(JSON.parse(rest)).toBeInstanceOf(Array);
  expect(containerText).not.toMatch(/TOKEN=|PASSWORD=|(?:ARG|ENV) .*(?:TOKEN|PASS)/);
  expect(readWords("CMD")).toContain(of("EXPOSE")[0]);
  expect(readWords("HEALTHCHECK").join(" ")).toContain(`:${of("EXPOSE")[0]}/healthz`);
  expect(of("STOPSIGNAL")).toEqual(["SIGTERM"]);
  expect(existsSync(inImage("app/main.mjs"))).toBe(true);
});

interface Worker {
  readonly port: number;
  readonly kill: (signal: "SIGTERM" | "SIGKILL") => boolean;
  /** Its exit code, or the signal that ended it. */
  readonly end: Promise<number | string>;
}

async function startVendor(waitFor: (requests: number) => Promise<void>): Promise<FaultServer> {
  let requests = 0;
  const vendor = await startFaultServer({
    respond: async ({ params }) => {
      await waitFor((requests += 1));
      return { id: params["oAuthorId"] };
    },
  });
  onTestFinished(() => vendor.close());
  return vendor;
}

describePostgres("what the image runs", () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createDatabase();
    pool = openPool(database);
    await migratePostgres(pool);
    await migratePgBoss(pool);
  });

  /** ENTRYPOINT and CMD, on any port of loopback. */
  async function startWorker(vendor: FaultServer): Promise<Worker> {
    const words = [...readWords("ENTRYPOINT"), ...readWords("CMD")];
    const own = words.map((word) => ({ "9464": "0", "0.0.0.0": "127.0.0.1" })[word] ?? word);
    const child = spawn(...toCommand(own), {
      env: surroundings(toEnvironment(database, vendor.url)),
      stdio: ["ignore", "ignore", "pipe"],
    });
    const end = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string); // one of both
    for await (const line of createInterface({ input: child.stderr })) {
      const { event, port } = JSON.parse(line) as { event: string; port?: number };
      if (event !== "started") continue;
      child.stderr.resume();
      return { port: port ?? 0, kill: (signal) => child.kill(signal), end };
    }
    throw new Error("the worker did not start");
  }

  const finish = async (run: string, vendor: FaultServer, inputs: number): Promise<void> => {
    const board = createPostgresBoard({ pool, run, leaseMs: -1 }); // silence of any length
    const client = { token: "any", baseUrl: vendor.url };
    expect((await collect({ board, client })).stopped).toBeUndefined();
    const arrived = vendor.ledger.map(({ params }) => String(params["oAuthorId"]));
    await checkCollected(board, { parameter: "oAuthorId", arrived, inputs });
  };

  test("is well by its own health check, hands back what it holds when it is told to end, and leaves nothing unknown", async () => {
    const { promise: isUnderWay, resolve: tell } = Promise.withResolvers<void>();
    const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
    const vendor = await startVendor(async (requests) => {
      if (requests === 20) tell();
      if (requests >= 20) await mayAnswer;
    });
    const board = await planList(pool, "told", { items: 120 });
    const worker = await startWorker(vendor);
    runWords(readWords("HEALTHCHECK"), worker.port);
    await isUnderWay;
    worker.kill("SIGTERM");
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${worker.port}/healthz`)).status).toBe(503);
    letAnswer();
    expect(await worker.end).toBe(0);
    const { items } = await board.readTotals();
    expect(items).toMatchObject({ sent: 0, unknown: 0, billed: vendor.sumUp().arrived });
    expect(items.planned).toBeGreaterThan(60);
    await finish("told", vendor, 120);
    expect((await board.readTotals()).items.billed).toBe(120);
  });

  test("sends nothing twice when it is killed", async () => {
    const { promise: isUnderWay, resolve: tell } = Promise.withResolvers<void>();
    let isOver = false;
    const vendor = await startVendor(async (requests) => {
      if (requests === 30) tell();
      if (requests >= 30 && !isOver) await new Promise(() => {});
    });
    await planList(pool, "killed", { items: 60 });
    const [one, two] = [await startWorker(vendor), await startWorker(vendor)];
    await isUnderWay;
    for (const worker of [one, two]) worker.kill("SIGKILL");
    expect(await Promise.all([one.end, two.end])).toEqual(["SIGKILL", "SIGKILL"]);
    isOver = true;
    await finish("killed", vendor, 60);
    expect((await createPostgresBoard({ pool, run: "killed" }).readTotals()).items.unknown).toBeGreaterThan(0);
  });
});
