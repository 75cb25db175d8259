import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { isRunning } from "../file/life.ts";

// Far longer than an export of ten million rows; a killed one's number may be somebody else's by then.
const longestMs = 3_600_000;

/** Waits until nobody else exports here; what was left by a process that is gone holds nobody up. */
export async function lockExport(path: string): Promise<AsyncDisposable> {
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: "wx", mode: 0o600 });
      return { [Symbol.asyncDispose]: () => rm(path, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    if (await isForgotten(path)) await rm(path, { force: true });
    else await setTimeout(50);
  }
}

async function isForgotten(path: string): Promise<boolean> {
  try {
    const [owner, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const ageMs = Math.abs(Date.now() - mtimeMs);
    if (owner === "") return ageMs > 1000; // killed, or about to write its number
    return ageMs > longestMs || !isRunning(Number(owner));
  } catch {
    return false; // it has ended meanwhile
  }
}
