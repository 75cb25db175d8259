import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { markedToken } from "./run-cli.ts";

interface Tool {
  readonly file: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Arguments with which the tool ends well, where everything that a sample needs is there. */
  readonly probe: readonly string[];
}

// It compiles each sample, and is done before it is worth while to do that well.
const javaStarts = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** What runs the samples of each language. */
export const tools: Readonly<Record<string, Tool>> = {
  typescript: {
    file: "sample.ts",
    command: process.execPath,
    args: ["--conditions=@just-one/source", "sample.ts"],
    probe: ["--version"],
  },
  javascript: { file: "sample.mjs", command: process.execPath, args: ["sample.mjs"], probe: ["--version"] },
  curl: { file: "sample.sh", command: "sh", args: ["sample.sh"], probe: ["-c", "curl --version"] },
  python: { file: "sample.py", command: "python3", args: ["sample.py"], probe: ["-c", "import requests"] },
  java: {
    file: "Main.java",
    command: "java",
    args: [...javaStarts, "-Dfile.encoding=UTF-8", "Main.java"],
    probe: ["--version"],
  },
  go: { file: "main.go", command: "go", args: ["run", "main.go"], probe: ["version"] },
  php: {
    file: "sample.php",
    command: "php",
    args: ["sample.php"],
    probe: ["-r", "exit(function_exists('curl_init') ? 0 : 1);"],
  },
};

const probed = new Map<string, boolean>();

/** True when this machine can run samples of the language. */
export function canRun(language: string): boolean {
  const tool = tools[language];
  if (tool === undefined) return false;
  const known = probed.get(language) ?? spawnSync(tool.command, tool.probe).status === 0;
  probed.set(language, known);
  return known;
}

export interface SampleRun {
  readonly code: number | string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** What the sample left beside itself. */
  readonly leftBehind: readonly string[];
}

/** Runs a sample as its user would, in a folder of its own. */
export async function runSample(language: string, sample: string, token: string = markedToken): Promise<SampleRun> {
  const tool = tools[language];
  if (tool === undefined) throw new Error(`nothing runs ${language}`);
  const folder = await mkdtemp(join(tmpdir(), "just-one-sample-"));
  try {
    await writeFile(join(folder, tool.file), sample);
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    await mkdir(join(folder, "node_modules/@just-one"), { recursive: true });
    const core = fileURLToPath(new URL("../../../../packages/core", import.meta.url));
    await symlink(core, join(folder, "node_modules/@just-one/core"), "junction");
    const before = new Set(await readdir(folder));
    const env = { ...process.env, JUST_ONE_TOKEN: token, PYTHONDONTWRITEBYTECODE: "1" };
    const run = await new Promise<Omit<SampleRun, "leftBehind">>((resolve) => {
      execFile(tool.command, tool.args, { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : (error.code ?? undefined), stdout, stderr }),
      );
    });
    return { ...run, leftBehind: (await readdir(folder)).filter((name) => !before.has(name)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
