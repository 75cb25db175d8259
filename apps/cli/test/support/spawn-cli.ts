import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  // What is paid for is kept from one run to the next; a test that wants that names the folder.
  const dataHome = mkdtempSync(join(tmpdir(), "just-one-data-"));
  const child = spawn(process.execPath, ["--conditions=@just-one/source", path, ...args], {
    // Windows opens no socket without it.
    env: {
      XDG_DATA_HOME: dataHome,
      ...environment,
      ...(process.env["SystemRoot"] !== undefined && { SystemRoot: process.env["SystemRoot"] }),
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.once("exit", () => rmSync(dataHome, { recursive: true, force: true }));
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
