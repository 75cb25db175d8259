import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { cleanEnvironment } from "./clean-environment.ts";

const run = promisify(execFile);
const lastLines = 40;

/** What a command line tool printed. */
export interface ToolOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a tool in a folder, in a clean environment; with `timeoutMs` it is ended when it takes longer.
 * @throws Error that names the tool, the folder and the last lines it printed.
 */
export async function runTool(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, env = {}, timeoutMs = 0 }: { cwd: string; env?: NodeJS.ProcessEnv; timeoutMs?: number },
): Promise<ToolOutput> {
  // On Windows pnpm, npm and turbo are .cmd files; nothing here comes from outside the project.
  const shell = process.platform === "win32" && command !== process.execPath;
  try {
    return await run(command, args, {
      cwd,
      shell,
      env: { ...cleanEnvironment(), ...env },
      maxBuffer: 1e8,
      timeout: timeoutMs,
    });
  } catch (error) {
    const printed = error instanceof Error ? [read(error, "stdout"), read(error, "stderr")].join("\n") : "";
    const tail = printed.trim().split("\n").slice(-lastLines).join("\n");
    throw new Error(`\`${[command, ...args].join(" ")}\` failed in ${cwd}:\n${tail}`, { cause: error });
  }
}

function read(error: object, key: "stdout" | "stderr"): string {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : "";
}
