import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Builds what is measured, as it would be published. */
export async function buildPackages(signal: AbortSignal): Promise<void> {
  const turbo = spawn("turbo", ["run", "build", "--filter=@just-one/core", "--output-logs=errors-only"], {
    cwd: root,
    signal,
    stdio: ["ignore", 2, 2], // stdout is for results
    shell: process.platform === "win32", // turbo is a .cmd there
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
  });
  const [exitCode] = await once(turbo, "close");
  if (exitCode !== 0) throw new Error("the packages do not build, see above");
}
