import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { createFileBoard } from "../src/file/create-file-board.ts";
import { collect } from "../src/collect.ts";
import { exportRun } from "../src/export/export-run.ts";
import { planRun } from "../src/plan-run.ts";
import { expectRules } from "./support/expect-rules.ts";
import { listInputs, makeFolder, openBoard, plan } from "./support/open-board.ts";

const inputs = 30;

test.each([
  "reading inputs",
  "plan half committed",
  "slice taken",
  "before the intent",
  "after the intent",
  "request written",
  "reply arrived",
  "before settling",
  "after settling",
])("killed again and again: %s", async (place) => {
  const server = await startFaultServer({ respond: async ({ params }) => ({ id: params["oAuthorId"] }) });
  onTestFinished(() => server.close());
  const path = join(makeFolder(), "board.sqlite");
  await runUntilKilled(path, server.url, place);

  // another process goes on: here it is this one
  const board = createFileBoard({ path });
  onTestFinished(() => board.close());
  if ((await board.readRun()) === undefined) await planRun({ board, plan, inputs: listInputs(inputs) });
  expect((await collect({ board, client: { token: "any", baseUrl: server.url } })).stopped).toBeUndefined();
  await expectRules(board, server, { inputs });
});

test.each(["export part written", "export part renamed", "export parts recorded"])(
  "killed while exporting: %s; nothing looks whole, and the next export is what it would have been",
  async (place) => {
    const path = join(makeFolder(), "board.sqlite");
    const board = openBoard(path);
    await planRun({ board, plan, inputs: listInputs(inputs) });
    await collect({ board, client: { token: "any", fetch: async () => new Response(`{"code":0,"data":{}}`) } });
    await runUntilKilled(path, dirname(path), place);
    expect(await listFiles(dirname(path))).not.toContain("_manifest.csv.json");
    const [again, fresh] = [dirname(path), makeFolder()];
    for (const folder of [again, fresh]) await exportRun({ board, folder, format: "csv", rowsPerPart: 7 });
    expect(await listFiles(again)).toEqual(await listFiles(fresh));
    for (const name of await listFiles(fresh))
      expect(await readFile(join(again, exported, name), "utf8")).toBe(
        await readFile(join(fresh, exported, name), "utf8"),
      );
  },
);

test.skipIf(process.platform === "win32")(
  "a process that the system stops beyond its lease, and lets go on, has its late replies kept and sends nothing twice",
  async () => {
    const { promise: woken, resolve: wake } = Promise.withResolvers<void>();
    const { promise: asked, resolve: noteAsked } = Promise.withResolvers<void>();
    let isStopped = false;
    const server = await startFaultServer({
      respond: async ({ params }) => {
        noteAsked();
        if (!isStopped) await woken;
        return { id: params["oAuthorId"] };
      },
    });
    onTestFinished(() => server.close());
    const path = join(makeFolder(), "board.sqlite");
    const board = createFileBoard({ path, leaseMs: 500 });
    onTestFinished(() => board.close());
    await planRun({ board, plan, inputs: listInputs(inputs) });
    const child = execFile(process.execPath, listArguments(path, server.url, "nowhere", "500"));
    onTestFinished(() => void child.kill("SIGKILL"));
    const said = text(child.stdout ?? Readable.from([]));
    await asked;
    child.kill("SIGSTOP");
    isStopped = true;

    // another process finds it silent for longer than the lease, and goes on without it
    const run = (): ReturnType<typeof collect> => collect({ board, client: { token: "any", baseUrl: server.url } });
    await vi.waitFor(
      async () => {
        const { items } = (await run()).totals;
        expect([items.sent, items.planned]).toEqual([0, 0]);
        expect(items.unknown).toBeGreaterThan(0);
      },
      { timeout: 60_000 },
    );
    wake();
    child.kill("SIGCONT");
    expect(JSON.parse(await said)).toMatchObject({ totals: { items: { billed: inputs, unknown: 0, planned: 0 } } });
    await expectRules(board, server, { inputs });
  },
);

const exported = "data/GET_api_douyin-xingtu_gw_api_data_sp_get_author_spread_info_v1/run=run-1";

async function listFiles(folder: string): Promise<string[]> {
  return (await readdir(join(folder, exported))).toSorted();
}

async function runUntilKilled(path: string, url: string, place: string): Promise<void> {
  const run = promisify(execFile)(process.execPath, listArguments(path, url, place));
  await expect(run).rejects.toMatchObject({ signal: "SIGKILL" });
}

function listArguments(path: string, url: string, place: string, lease: string = "30000"): string[] {
  const program = join(import.meta.dirname, "support/crashing-worker.ts");
  return ["--conditions=@just-one/source", "--no-warnings", program, path, url, place, String(inputs), lease];
}
