import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * The advisories that pnpm audit names, in order; undefined where the registry does not answer audits.
 * @param registry instead of the one that pnpm is set to
 */
export async function readAdvisories(registry?: string): Promise<string[] | undefined> {
  const env = { ...process.env, ...(registry !== undefined && { pnpm_config_registry: registry }) };
  // It exits with 1 both when it finds something and when the registry does not answer: only what it prints tells.
  const run = promisify(execFile)("pnpm", ["audit", "--json"], { cwd: root, env, timeout: 20_000, maxBuffer: 1e8 });
  const text = await run.then(
    ({ stdout }) => stdout,
    (error: unknown) => String(Reflect.get(Object(error), "stdout")),
  );
  if (!/^\s*\{\s*"advisories"/u.test(text)) return undefined;
  return [...new Set(text.match(/GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}/gu))].toSorted();
}
