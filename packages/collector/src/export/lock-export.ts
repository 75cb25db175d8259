import { setTimeout } from "node:timers/promises";
import { isBusy } from "@just-one/sqlite";

/**
 * Waits until nobody else exports here; returns what lets the next one in. SQLite holds the lock, and the system lets it go
 * with the process: a killed export holds nobody up.
 */
export async function lockExport(path: string): Promise<() => void> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma busy_timeout = 0");
    while (!tryLock()) await setTimeout(50);
  } catch (error) {
    database.close();
    throw error;
  }
  return () => database.close();

  function tryLock(): boolean {
    try {
      database.exec("begin exclusive");
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }
}
