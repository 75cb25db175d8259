import { rmSync, writeFileSync } from "node:fs";

/** Room on the disk that is given back when it is full, so that what was paid for can still be written. */
export interface ReservedRoom {
  /** Gives the room back; false when it is gone already. */
  readonly giveBack: () => boolean;
}

// Replies have up to 320 kB, and packed a tenth of that; 64 of them are under way.
const reservedBytes = 4 * 1024 * 1024;

/** Reserves room beside a file. */
export function reserveRoom(path: string): ReservedRoom {
  const file = `${path}.reserve`;
  writeFileSync(file, Buffer.alloc(reservedBytes, 1)); // zeros may take no room
  let isHeld = true;
  return {
    giveBack: () => {
      if (!isHeld) return false;
      isHeld = false;
      rmSync(file, { force: true });
      return true;
    },
  };
}

const sqliteFull = 13;

/** Whether the disk, or what this process may use of it, is full. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("errcode" in error) return (Number(error.errcode) & 0xff) === sqliteFull;
  return "code" in error && ["ENOSPC", "EDQUOT", "EFBIG"].includes(String(error.code));
}
