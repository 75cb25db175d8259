import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { runTool } from "../../src/run-tool.ts";

/** A checkout of `main`, and the bare repository that it pushes to. */
export interface Origin {
  readonly folder: string;
  readonly checkout: string;
  readonly bare: string;
  readonly head: string;
  /** Every ref of the bare repository, with its commit. */
  listRefs(): Promise<string>;
  /** Runs git in the bare repository. */
  git(...args: string[]): Promise<string>;
}

const committer = {
  GIT_AUTHOR_NAME: "t",
  GIT_AUTHOR_EMAIL: "t@example.test",
  GIT_COMMITTER_NAME: "t",
  GIT_COMMITTER_EMAIL: "t@example.test",
};

async function git(cwd: string, ...args: string[]): Promise<string> {
  return (await runTool(["git", ...args], { cwd, env: committer })).stdout;
}

/** Makes a repository of some files, in a folder that goes with the test, or when `atEnd` says so. */
export async function makeOrigin(
  files: Readonly<Record<string, string>>,
  atEnd: (clean: () => Promise<void>) => void = onTestFinished,
): Promise<Origin> {
  const folder = await mkdtemp(join(tmpdir(), "just-one-origin-"));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const [checkout, bare] = [join(folder, "checkout"), join(folder, "origin.git")];
  await mkdir(checkout);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(checkout, path)), { recursive: true });
    await writeFile(join(checkout, path), text);
  }
  await git(checkout, "init", "--quiet", "--initial-branch=main");
  await git(checkout, "add", "--all");
  await git(checkout, "commit", "--quiet", "--message", "Start");
  await git(folder, "clone", "--quiet", "--bare", checkout, bare);
  await git(checkout, "remote", "add", "origin", bare);
  const head = (await git(checkout, "rev-parse", "HEAD")).trim();
  return {
    folder,
    checkout,
    bare,
    head,
    listRefs: () => git(bare, "for-each-ref"),
    git: (...args) => git(bare, ...args),
  };
}
