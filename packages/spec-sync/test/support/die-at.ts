/**
 * Preloaded (`--import`) into a run of the command: kills the process just before the file operation number
 * `DIE_AT` that changes something, as a power cut would, and counts them in `COUNT_FILE` where that is set.
 */
import fs from "node:fs/promises";
import { appendFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const dieAt = Number(process.env["DIE_AT"] ?? "0");
const countFile = process.env["COUNT_FILE"];
let count = 0;

for (const name of ["mkdir", "writeFile", "rename", "rm"] as const) {
  // Safe: wraps a function of the same shape around each; the arguments pass through as they came.
  const original = fs[name] as (...args: unknown[]) => Promise<unknown>;
  Object.assign(fs, {
    [name]: async (...args: unknown[]) => {
      count += 1;
      if (countFile !== undefined) appendFileSync(countFile, `${name}\n`);
      if (count === dieAt) process.kill(process.pid, "SIGKILL");
      return original(...args);
    },
  });
}
syncBuiltinESMExports();
