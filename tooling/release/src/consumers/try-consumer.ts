import { copyFile, cp, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { runTool } from "../run-tool.ts";
import type { Consumer, Installer } from "./list-consumers.ts";

const yarn4 = ["npx", "--yes", "@yarnpkg/cli-dist@4.18.1", "install", "--no-immutable"] as const;
const installers: Readonly<Record<Installer, readonly [string, ...string[]]>> = {
  npm: ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"],
  pnpm: ["pnpm", "install", "--prefer-offline", "--no-lockfile"],
  "yarn-1": ["npx", "--yes", "yarn@1.22.22", "install", "--no-lockfile", "--non-interactive"],
  "yarn-4": yarn4,
  "yarn-4-pnp": yarn4,
  bun: ["bun", "install", "--no-save"],
  deno: ["deno", "install", "--no-lock", "--minimum-dependency-age=0"],
};

/** Where a consumer is tried. */
export interface Surroundings {
  /** Is made, and has to lie outside every workspace. */
  readonly folder: string;
  readonly npmrc: string;
  readonly path: string;
  /** A mock's address. */
  readonly url: string;
}

/**
 * Copies a consumer to a folder of its own, installs it and runs its script `prove`.
 * @throws Error with the last lines that the tool printed which failed.
 */
export async function tryConsumer(consumer: Consumer, { folder, npmrc, path, url }: Surroundings): Promise<void> {
  await cp(consumer.folder, folder, { recursive: true });
  for (const program of consumer.programs) await copyFile(program, join(folder, basename(program)));
  await writeFile(join(folder, ".npmrc"), npmrc);
  // Its own workspace, so that none above it counts; what was published a second ago is what it is here for.
  if (consumer.installer === "pnpm") {
    await writeFile(
      join(folder, "pnpm-workspace.yaml"),
      "packages: [.]\nminimumReleaseAge: 0\nstrictDepBuilds: false\n",
    );
  }
  // It reads no .npmrc.
  if (consumer.installer.startsWith("yarn-4")) await writeFile(join(folder, ".yarnrc.yml"), toYarnrc(consumer, npmrc));
  const env = { PATH: path, JUST_ONE_BASE_URL: url, NEXT_TELEMETRY_DISABLED: "1" };
  await runTool(installers[consumer.installer], { cwd: folder, env });
  // What a failed test left open must not hold up everybody behind it.
  await runTool(["npm", "run", "--silent", "prove"], { cwd: folder, env, timeoutMs: 600_000 });
}

/** The same registries in yarn 4's words, in a project of its own with a cache of its own. */
function toYarnrc({ installer }: Consumer, npmrc: string): string {
  const [, everything = ""] = /^registry=(.*)$/m.exec(npmrc) ?? [];
  const [, ours = ""] = /^@just-one:registry=(.*)$/m.exec(npmrc) ?? [];
  return [
    `nodeLinker: ${installer === "yarn-4" ? "node-modules" : "pnp"}`,
    `npmRegistryServer: ${JSON.stringify(everything)}`,
    `npmScopes: { just-one: { npmRegistryServer: ${JSON.stringify(ours)} } }`,
    "unsafeHttpWhitelist: [127.0.0.1]",
    "npmMinimalAgeGate: 0m",
    'npmPreapprovedPackages: ["@just-one/*"]',
    "enableGlobalCache: false",
    "enableMirror: false", // it would give what another run published under the same version
    "enableTelemetry: false",
    "enableScripts: false",
    "",
  ].join("\n");
}
