import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cleanEnvironment } from "../clean-environment.ts";

/** The mock that a consumer started, and its end. */
export interface ServedMock {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the mock from a consumer's installed packages, in a process of its own. */
export async function serveMock(folder: string): Promise<ServedMock> {
  const child = spawn(process.execPath, ["serve.ts"], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const first = once(createInterface(child.stdout), "line");
  const [line] = await Promise.race([first, exited]);
  if (typeof line !== "string") throw new Error("the mock from the registry ended before it printed its address");
  return {
    url: line,
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
