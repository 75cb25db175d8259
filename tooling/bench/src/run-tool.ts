import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { withoutToken } from "@just-one/secrets/without-token";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Runs one of the workspace's tools at its root; what it prints goes to stderr, because stdout is for results. */
export async function runTool(command: string, args: readonly string[], signal?: AbortSignal): Promise<void> {
  const tool = spawn(command, args, {
    cwd: root,
    signal,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32", // tools are .cmd files there
    env: { ...withoutToken(process.env), TURBO_TELEMETRY_DISABLED: "1" },
  });
  const [exitCode] = await once(tool, "close");
  if (exitCode !== 0) throw new Error(`${command} failed, see above`);
}
