import { execFile } from "node:child_process";
import { join } from "node:path";
import type { HandedFile } from "./hand-over.ts";

/** Runs git in a folder, with a text on its standard input. @throws Error with what git printed */
export type Git = (args: readonly string[], input?: string) => Promise<string>;

const plainFile = "100644";

/** Creates the git of a folder: no hook, and no index of its work tree. */
export function createGit(folder: string): Git {
  const index = join(folder, ".git", "index-of-what-is-handed-over");
  const env = { ...process.env, GIT_INDEX_FILE: index, GIT_LITERAL_PATHSPECS: "1" };
  return (args, input = "") =>
    new Promise((resolve, reject) => {
      const options = { cwd: folder, env, maxBuffer: 1e8 };
      const child = execFile("git", ["-c", "core.hooksPath=/dev/null", ...args], options, (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(`git ${args[0]} failed: ${stderr.trim()}`, { cause: error }));
      });
      child.stdin?.on("error", () => undefined); // git may end without having read it
      child.stdin?.end(input);
    });
}

/** Reads a file of HEAD; `undefined` where there is none. */
export async function readCommitted(git: Git, path: string): Promise<string | undefined> {
  return (await git(["ls-tree", "-z", "HEAD", "--", path])) === ""
    ? undefined
    : git(["cat-file", "blob", `HEAD:${path}`]);
}

/**
 * Makes a tree of the files on top of HEAD, and looks whether nothing else differs. The files go into git's store and
 * never into the work tree: nothing can be followed, executed or filtered on the way.
 */
export async function writeTree(git: Git, files: readonly HandedFile[]): Promise<string> {
  await git(["read-tree", "HEAD"]);
  const lines: string[] = [];
  for (const { path, text } of files) {
    if (text === null) lines.push(`0 ${"0".repeat(40)}\t${path}\n`);
    else {
      const blob = (await git(["hash-object", "-w", "--no-filters", "--stdin"], text)).trim();
      lines.push(`${plainFile} ${blob}\t${path}\n`);
    }
  }
  await git(["update-index", "--index-info"], lines.join(""));
  const tree = (await git(["write-tree"])).trim();
  await checkTree(git, tree, files);
  return tree;
}

async function checkTree(git: Git, tree: string, files: readonly HandedFile[]): Promise<void> {
  const raw = await git(["diff-tree", "-r", "-z", "--no-renames", "HEAD", tree]);
  const parts = raw.split("\0").slice(0, -1);
  const listed = new Set(files.map(({ path }) => path));
  for (let at = 0; at < parts.length; at += 2) {
    const [, mode] = (parts[at] ?? "").split(" ");
    const isPlain = mode === plainFile || mode === "000000";
    if (!isPlain || !listed.has(parts[at + 1] ?? "")) throw new Error("more would change than was handed over");
  }
}

/**
 * Pushes the tree as one commit on top of HEAD, and returns whether there was anything to push: not where the branch
 * stands on HEAD already, and the deciding paths are the same.
 */
export async function pushTree(
  git: Git,
  { tree, branch, message, deciding }: { tree: string; branch: string; message: string; deciding: readonly string[] },
): Promise<boolean> {
  const remote = `refs/remotes/origin/${branch}`;
  const isThere = await succeeds(git, [
    "fetch",
    "--quiet",
    "--no-tags",
    "--depth=50",
    "origin",
    `+refs/heads/${branch}:${remote}`,
  ]);
  if (
    isThere &&
    (await succeeds(git, ["merge-base", "--is-ancestor", "HEAD", remote])) &&
    (await succeeds(git, ["diff-tree", "--quiet", "-r", tree, remote, "--", ...deciding]))
  ) {
    return false;
  }
  const name = branch.split("/")[0] ?? "";
  const identity = ["-c", `user.name=${name}`, "-c", `user.email=${name}@users.noreply.github.com`];
  const commit = await git([...identity, "commit-tree", "--no-gpg-sign", "-p", "HEAD", "-m", message, tree]);
  await git(["push", "--quiet", "--force", "origin", `${commit.trim()}:refs/heads/${branch}`]);
  return true;
}

async function succeeds(git: Git, args: readonly string[]): Promise<boolean> {
  return git(args).then(
    () => true,
    () => false,
  );
}
