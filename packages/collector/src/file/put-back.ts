import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";

/**
 * Writes a board whose file was deleted or replaced while it was open back to its place, or beside what is there now: it is
 * whole as long as somebody has it open, and it is what was paid for.
 */
export function putBack(database: DatabaseSync, path: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const place = existsSync(path) ? `${path}.rescued-${process.pid}` : path;
  if (existsSync(place)) return; // by an earlier worker of this process
  database.prepare("vacuum into ?").run(resolve(place));
  chmodSync(place, 0o600);
}
