import { hostname } from "node:os";

/** This process, as others find it in the file. */
export const thisProcess: string = `${hostname()} ${process.pid}`;

/** A sign of life: who, and when by this machine's clock. */
export interface SignOfLife {
  readonly name: string;
  readonly at: number;
}

/**
 * Whether nobody will go on with what such a process began. One of this machine that is gone is dead at once; its number may
 * be somebody else's by now, and another machine's is not known: then silence decides. Clocks are set back, too, so a sign
 * from the future is none.
 */
export function isDead({ name, at }: SignOfLife, leaseMs: number): boolean {
  return Math.abs(Date.now() - at) > leaseMs || !mayLive(name);
}

function mayLive(name: string): boolean {
  const [host, pid] = name.split(" ");
  return host !== hostname() || isRunning(Number(pid));
}

/** Whether this machine has a process of that number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
