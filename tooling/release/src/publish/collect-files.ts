import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runTool } from "../run-tool.ts";
import type { HandedFile } from "./hand-over.ts";

/** Collects what differs from HEAD under some paths of a repository, and what is new there. */
export async function collectFiles(root: string, paths: readonly string[]): Promise<HandedFile[]> {
  const format = ["--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"];
  const { stdout } = await runTool(["git", "status", ...format, "--", ...paths], { cwd: root });
  const entries = stdout.split("\0").filter((entry) => entry !== "");
  return Promise.all(
    entries.map(async (entry) => {
      const [state, path] = [entry.slice(0, 2), entry.slice(3)];
      return { path, text: state.includes("D") ? null : await readFile(join(root, path), "utf8") };
    }),
  );
}
