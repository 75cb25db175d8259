/**
 * Preloaded (`--import`) into a run of the command: kills the process just before the file operation number
 * `DIE_AT` that changes something, as a power cut would.
 */
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { changing } from "./cut-power.ts";

const dieAt = Number(process.env["DIE_AT"]);
let count = 0;

for (const name of changing) {
  // Safe: wraps a function of the same shape around each; the arguments pass through as they came.
  const original = fs[name] as (...args: unknown[]) => Promise<unknown>;
  Object.assign(fs, {
    [name]: async (...args: unknown[]) => {
      count += 1;
      if (count === dieAt) process.kill(process.pid, "SIGKILL");
      return original(...args);
    },
  });
}
syncBuiltinESMExports();
