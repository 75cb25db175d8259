import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withoutToken } from "@just-one/secrets/without-token";
import { drawTerminal } from "./draw-terminal.ts";

/** The README's picture, made from what the demo really prints. */
export async function drawDemo(): Promise<string> {
  const demo = fileURLToPath(new URL("../../../apps/cli/src/demo.ts", import.meta.url));
  const args = ["--conditions=@just-one/source", demo, "--format", "table"];
  const env = { ...withoutToken(process.env), COLUMNS: "120", NO_COLOR: "1", FORCE_COLOR: undefined };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  // the one thing that differs each time
  const atOneTime = stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, "2026-11-26 20:26");
  return drawTerminal("npx --yes pnpm@12.21.0 demo", atOneTime);
}

if (import.meta.main) await writeFile(new URL("../../../docs/demo.svg", import.meta.url), await drawDemo());
