import { once } from "node:events";
import type { Terminal } from "../terminal.ts";

/**
 * Waits until whoever reads the data takes more of it, so that it does not pile up here. False once nobody reads it any more,
 * or Ctrl-C was pressed.
 */
export async function waitForReader({ stdout, signal }: Terminal): Promise<boolean> {
  if (stdout.writableNeedDrain !== true) return !signal.aborted;
  try {
    await once(stdout, "drain", { signal });
    return true;
  } catch {
    return false;
  }
}
