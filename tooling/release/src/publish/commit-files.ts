import { execFile } from "node:child_process";
import { join } from "node:path";
import { cleanEnvironment } from "../clean-environment.ts";
import type { HandedFile } from "./hand-over.ts";

/** Runs git in a folder, with a text on its standard input. @throws Error with what git printed */
export type Git = (args: readonly string[], input?: string) => Promise<string>;

const plainFile = "100644";

/** Creates the git of a folder: no hook, and no index of its work tree. */
export function createGit(folder: string): Git {
  const index = join(folder, ".git", "index-of-what-is-handed-over");
  // It pushes with what the checkout left it, and needs no token of ours.
  const own = { GIT_INDEX_FILE: index, GIT_LITERAL_PATHSPECS: "1", GITHUB_TOKEN: undefined };
  const env = { ...cleanEnvironment(), ...own };
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
  return readFrom(git, "HEAD", path);
}

async function readFrom(git: Git, commit: string, path: string): Promise<string | undefined> {
  const entry = await git(["ls-tree", "-z", commit, "--", path]);
  return entry === "" ? undefined : git(["cat-file", "blob", `${commit}:${path}`]);
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
  const listed = new Set(files.map(({ path }) => path));
  for (const path of await listChanges(git, tree)) {
    if (!listed.has(path)) throw new Error("more would change than was handed over");
  }
}

/** Lists what differs between HEAD and a tree or commit. @throws Error where it is more than plain files */
async function listChanges(git: Git, tree: string): Promise<string[]> {
  const raw = await git(["diff-tree", "-r", "-z", "--no-renames", "HEAD", tree]);
  const parts = raw.split("\0").slice(0, -1);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [part];
    const [, mode = ""] = part.split(" ");
    if (mode !== plainFile && mode !== "000000") throw new Error("something else than plain files would change");
    return [];
  });
}

/** Reads what differs between HEAD and a commit, as if it was handed over. */
export async function readChanges(git: Git, commit: string): Promise<HandedFile[]> {
  return Promise.all(
    (await listChanges(git, commit)).map(async (path) => ({ path, text: (await readFrom(git, commit, path)) ?? null })),
  );
}

/** What stands on a branch in the end. */
export interface Pushed {
  readonly commit: string;
  /** False where it stood there before: on HEAD already, with the deciding paths the same. */
  readonly isNew: boolean;
}

/** Pushes the tree as one commit on top of HEAD, unless the same work stands on the branch. */
export async function pushTree(
  git: Git,
  { tree, branch, message, deciding }: { tree: string; branch: string; message: string; deciding: readonly string[] },
): Promise<Pushed> {
  const remote = `refs/remotes/origin/${branch}`;
  const refspec = `+refs/heads/${branch}:${remote}`;
  if (
    (await succeeds(git, ["fetch", "--quiet", "--no-tags", "--depth=50", "origin", refspec])) &&
    (await succeeds(git, ["merge-base", "--is-ancestor", "HEAD", remote])) &&
    (await succeeds(git, ["diff-tree", "--quiet", "-r", tree, remote, "--", ...deciding]))
  ) {
    return { commit: (await git(["rev-parse", remote])).trim(), isNew: false };
  }
  const name = branch.split("/")[0] ?? "";
  const identity = ["-c", `user.name=${name}`, "-c", `user.email=${name}@users.noreply.github.com`];
  const commit = (await git([...identity, "commit-tree", "--no-gpg-sign", "-p", "HEAD", "-m", message, tree])).trim();
  await git(["push", "--quiet", "--force", "origin", `${commit}:refs/heads/${branch}`]);
  return { commit, isNew: true };
}

async function succeeds(git: Git, args: readonly string[]): Promise<boolean> {
  return git(args).then(
    () => true,
    () => false,
  );
}
