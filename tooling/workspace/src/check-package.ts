import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withoutToken } from "@just-one/secrets/without-token";
import { inspectTarball } from "@just-one/release/inspect-tarball";

// `check:package`: packs the package as it would be published, and lets publint, attw and our own list of what may be in
// it judge the tarball.

const run = promisify(execFile);
const shell = process.platform === "win32"; // commands are .cmd files there

const hasEntryPoints = /"exports"/.test(await readFile("package.json", "utf8"));
const folder = await mkdtemp(join(tmpdir(), "just-one-pack-"));
try {
  await run("pnpm", ["pack", "--pack-destination", folder], { shell, env: withoutToken(process.env) });
  const [name] = await readdir(folder);
  if (name === undefined) throw new Error("pnpm pack wrote no tarball");
  const findings = inspectTarball(await readFile(join(folder, name)), [process.cwd()]);
  for (const finding of findings) process.stderr.write(`${name}: ${finding}\n`);
  if (findings.length > 0) process.exitCode = 1;
  await judge("publint", [join(folder, name), "--strict"]);
  if (hasEntryPoints) await judge("attw", [join(folder, name), "--profile", "esm-only"]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function judge(command: string, args: readonly string[]): Promise<void> {
  try {
    await run(command, [...args], { shell, env: withoutToken(process.env) });
    process.stdout.write(`${command} accepts the package\n`);
  } catch (error) {
    if (error instanceof Error && "stdout" in error) process.stdout.write(String(error.stdout));
    process.stderr.write(`${command} does not accept the package, see above\n`);
    process.exitCode = 1;
  }
}
