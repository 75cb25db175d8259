import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Sources of published commands that the build can stand in for, by folder: the text that takes their place. */
const standIns: Readonly<Record<string, Readonly<Record<string, () => Promise<string>>>>> = {
  "apps/cli": {
    "src/main.ts": () => Promise.resolve('import "../dist/main.js";\n'),
    "src/run.ts": () => readFile(new URL("../../consumer/run-command.ts", import.meta.url), "utf8"),
  },
};

/** Lists the sources that old tests of a folder may reach, for today's build answers in their place. */
export function listStandIns(name: string): string[] {
  return Object.keys(standIns[name] ?? {});
}

/** Puts the built command in the place of its sources. */
export async function placeStandIns(clone: string, name: string): Promise<void> {
  for (const [file, read] of Object.entries(standIns[name] ?? {})) {
    await writeFile(join(clone, name, file), await read());
  }
}
