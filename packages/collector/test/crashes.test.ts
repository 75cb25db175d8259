import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { startFaultServer } from "@just-one/testing";
import { expect, onTestFinished, test } from "vitest";
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

const exported = "data/GET_api_douyin-xingtu_gw_api_data_sp_get_author_spread_info_v1/run=run-1";

async function listFiles(folder: string): Promise<string[]> {
  return (await readdir(join(folder, exported))).toSorted();
}

async function runUntilKilled(path: string, url: string, place: string): Promise<void> {
  const program = join(import.meta.dirname, "support/crashing-worker.ts");
  const args = ["--conditions=@just-one/source", "--no-warnings", program, path, url, place, String(inputs)];
  await expect(promisify(execFile)(process.execPath, args)).rejects.toMatchObject({ signal: "SIGKILL" });
}
