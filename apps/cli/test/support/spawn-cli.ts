import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export interface SpawnedCli {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Waits for the end: what the process wrote, and its exit code. */
  readEnd(): Promise<CliEnd>;
}

interface CliEnd {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command as a process of its own, with nothing in its environment but this. */
export function spawnCli(args: readonly string[], environment: Readonly<Record<string, string>> = {}): SpawnedCli {
  return spawnSource("main.ts", args, environment);
}

/** Starts one of the entry files in `src/`. */
export function spawnSource(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): SpawnedCli {
  const path = fileURLToPath(new URL(`../../src/${file}`, import.meta.url));
  const child = spawn(process.execPath, ["--conditions=@just-one/source", path, ...args], {
    // Windows opens no socket without it.
    env: { ...environment, ...(process.env["SystemRoot"] !== undefined && { SystemRoot: process.env["SystemRoot"] }) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  return { process: child, readEnd: () => readEnd(child) };
}

async function readEnd(child: SpawnedCli["process"]): Promise<CliEnd> {
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    // Safe: "exit" brings the code, or null after a signal.
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}
