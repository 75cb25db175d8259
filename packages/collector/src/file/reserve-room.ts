import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isRunning } from "./life.ts";

/** Room on the disk that is given back when it is full, so that what was paid for can still be written. */
export interface ReservedRoom {
  /** Gives the room back; false when it is gone already. */
  readonly giveBack: () => boolean;
  readonly isGone: () => boolean;
}

// Replies have up to 320 kB, and packed a tenth of that; 64 of them are under way.
const reservedBytes = 4 * 1024 * 1024;

/** Reserves room beside a file, for this process. @throws the system's error when there is none */
export function reserveRoom(path: string): ReservedRoom {
  removeForgotten(path);
  const file = `${path}.reserve-${process.pid}`;
  try {
    writeFileSync(file, Buffer.alloc(reservedBytes, 1), { mode: 0o600 }); // zeros may take no room
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
  let isHeld = true;
  return {
    isGone: () => !isHeld,
    giveBack: () => {
      if (!isHeld) return false;
      isHeld = false;
      rmSync(file, { force: true });
      return true;
    },
  };
}

/** Who was killed leaves its room behind. */
function removeForgotten(path: string): void {
  const start = `${basename(path)}.reserve-`;
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(start) && !isRunning(Number(name.slice(start.length))))
      rmSync(join(dirname(path), name), { force: true });
  }
}

const sqliteFull = 13;

/** Whether the disk, or what this process may use of it, is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("errcode" in error) return (Number(error.errcode) & 0xff) === sqliteFull;
  return "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}
