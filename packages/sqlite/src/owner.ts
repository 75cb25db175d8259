import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Names this process so that others can tell whether it lives: machine and boot, and on it the process and when it started, since
 * numbers of processes come again.
 */
export function nameOwner(pid: number = process.pid): string {
  return [hostname(), readBoot(), pid, readStart(pid)].join("|");
}

/** Whether a process lives, where that can be told from here: `undefined` for one of another machine or container. */
export function isAlive(owner: string): boolean | undefined {
  const [host, boot, pid = "", start] = owner.split("|");
  if (host !== hostname()) return undefined;
  if (boot !== readBoot()) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // Somebody else's process is alive, too, and is not ours to signal.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return start === "" || start === readStart(Number(pid));
}

function readBoot(): string {
  return readText("/proc/sys/kernel/random/boot_id");
}

/** Ticks since the boot; empty where the system does not tell. */
function readStart(pid: number): string {
  // The second field is the command's name in brackets, which may hold anything.
  const [, fields = ""] = /^.*\)\s(.*)$/s.exec(readText(`/proc/${pid}/stat`)) ?? [];
  return fields.split(" ")[19] ?? "";
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}
