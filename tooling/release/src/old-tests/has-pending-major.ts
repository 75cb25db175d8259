import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";

/** Says whether a changeset that waits for the next release makes any package's next version a major. */
export async function hasPendingMajor(root: string): Promise<boolean> {
  const folder = join(root, ".changeset");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts.some((text) => Object.values(readBumps(text)).includes("major"));
}

function readBumps(text: string): object {
  const front = /^---\r?\n(.*?)\r?\n---/su.exec(text)?.[1] ?? "";
  const bumps: unknown = parse(front);
  return typeof bumps === "object" && bumps !== null ? bumps : {};
}
