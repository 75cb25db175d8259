import files from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { createFileBoard } from "../../src/file/create-file-board.ts";
import type { Board, Turn, Worker } from "../../src/board.ts";
import { collect } from "../../src/collect.ts";
import { exportRun } from "../../src/export/export-run.ts";
import { planRun } from "../../src/plan-run.ts";
import { listInputs, operation } from "./open-board.ts";

// A process that kills itself at the named place, the third time that it comes by, as power cuts and the kernel do; at none of
// them it collects to the end.

const [path = "", baseUrl = "", place = "", count = "0", lease = "30000"] = process.argv.slice(2);
let passed = 0;
const pass = (here: string): void => {
  if (here !== place) return;
  passed += 1;
  if (passed === 3) process.kill(process.pid, "SIGKILL");
};

const board = createFileBoard({ path, leaseMs: Number(lease) });
if (place.startsWith("export")) await exportUntilKilled(baseUrl);
const inputs = function* (): ReturnType<typeof listInputs> {
  for (const input of listInputs(Number(count))) {
    pass("reading inputs");
    yield input;
  }
};
if ((await board.readRun()) === undefined) {
  const plan = { id: "crash", operation, parameters: {}, price: "0.30", budget: "12", inputs: "", createdAt: 0 };
  await planRun({ board: inTurns(board), plan, inputs: inputs(), batchItems: 5 });
}
const { totals, stopped } = await collect({
  board: inTurns(board),
  client: { token: "any", baseUrl, fetch: failingFetch, retry: { baseMs: 1, capMs: 2 } },
  concurrency: 4,
});
process.stdout.write(JSON.stringify({ totals, stopped }));
board.close();

/** Here the address is the folder. */
async function exportUntilKilled(folder: string): Promise<void> {
  const { rename } = files;
  files.rename = async (from, to) => {
    if (String(to).endsWith(".csv")) pass("export part written");
    else for (let index = 0; index < 3; index += 1) pass("export parts recorded");
    await rename(from, to);
    pass("export part renamed");
  };
  syncBuiltinESMExports();
  await exportRun({ board, folder, format: "csv", rowsPerPart: 7 });
}

function inTurns(own: Board): Board {
  return {
    ...own,
    addItems: async (items) => {
      const added = await own.addItems(items);
      pass("plan half committed");
      return added;
    },
    openWorker: async (): Promise<Worker> => {
      const worker = await own.openWorker();
      return {
        ...worker,
        takeSlice: async () => {
          const slice = await worker.takeSlice();
          for (let index = 0; index < 3; index += 1) pass("slice taken");
          return slice;
        },
        takeTurn: async (turn: Turn) => {
          if (turn.send.length > 0) pass("before the intent");
          if (turn.settle.length > 0) pass("before settling");
          const permits = await worker.takeTurn(turn);
          if (turn.send.length > 0) pass("after the intent");
          if (turn.settle.length > 0) pass("after settling");
          return permits;
        },
      };
    },
  };
}

async function failingFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  const reply = fetch(...request);
  setTimeout(() => pass("request written"), 1);
  const response = await reply;
  const text = await response.text();
  pass("reply arrived");
  return new Response(text, response);
}
