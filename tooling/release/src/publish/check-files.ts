import type { HandedFile } from "./hand-over.ts";
import { type PathRule, pathRules, type Replacement, type Work } from "./path-rules.ts";

const maxFiles = 500;
const maxFileBytes = 32 * 1024 * 1024;
const maxAllBytes = 64 * 1024 * 1024;

/**
 * Refuses everything but the files of its kind of work: other paths, removals, two files of one name, too much.
 * @param readBefore the file as it is, `undefined` where there is none
 * @throws Error that quotes the path in JSON, so that nothing of it reaches a log as it is
 */
export async function checkFiles(
  work: Work,
  files: readonly HandedFile[],
  readBefore: (path: string) => Promise<string | undefined>,
): Promise<void> {
  const names = new Set(files.map(({ path }) => path.toLowerCase()));
  if (files.length > maxFiles || names.size !== files.length) throw new Error("too many files, or one of them twice");
  const sizes = files.map(({ text }) => Buffer.byteLength(text ?? ""));
  if (sizes.some((size) => size > maxFileBytes) || sizes.reduce((sum, size) => sum + size, 0) > maxAllBytes) {
    throw new Error("a file, or all of them, are too large");
  }
  for (const { path, text } of files) {
    // First the path: nothing is asked about one that may not be.
    const rule: PathRule | undefined = pathRules[work].find((one) => one.path.test(path));
    const change: Replacement | undefined = rule && { path, before: await readBefore(path), after: text };
    const isAllowed = change !== undefined && (rule?.allows?.(change) ?? text !== null);
    if (!isAllowed) throw new Error(`${JSON.stringify(path.slice(0, 200))} may not change that way in ${work}`);
  }
}
