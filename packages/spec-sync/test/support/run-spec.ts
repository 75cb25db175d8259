import { AsyncLocalStorage } from "node:async_hooks";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../src/run-command.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** What a run of the command left behind. */
export interface SpecRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `pnpm spec …` here, with its output kept: a process of its own takes half a second to start. */
export async function runSpec(args: readonly string[]): Promise<SpecRun> {
  const run: SpecRun = { code: -1, stdout: "", stderr: "" };
  run.code = await runs.run(run, () => runCommand(args));
  return run;
}

/** Runs `pnpm spec …` as people do, in a process of its own. */
export function spawnSpec(args: readonly string[]): Promise<SpecRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=@just-one/source", main, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}

/** Which run it is that writes, where several go on at once. */
const runs = new AsyncLocalStorage<SpecRun>();

for (const stream of ["stdout", "stderr"] as const) {
  const write = process[stream].write.bind(process[stream]);
  Object.assign(process[stream], {
    write: (...args: Parameters<typeof write>): boolean => {
      const run = runs.getStore();
      if (run === undefined) return write(...args);
      run[stream] += String(args[0]);
      return true;
    },
  });
}
