import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** What a run of the command left behind. */
export interface SpecRun {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `pnpm spec …` as people do, in a process of its own. */
export function runSpec(args: readonly string[], cwd: string = process.cwd()): Promise<SpecRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--conditions=@just-one/source", main, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
}
