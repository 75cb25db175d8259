import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { forgiveMissing } from "./forgive-missing.ts";

// What tsdown is told by every package whose code people may meet in a stack: source maps that hold their sources, chunks
// with names that say where one is, and types that need no package that need not be there.

/** What rolldown tells of a chunk before it is written. */
interface Chunk {
  readonly name: string;
  readonly moduleIds: readonly string[];
}

/** Of the package, and of what is built of it. */
interface Folders {
  readonly cwd: string;
  readonly outDir: string;
}

export const readableOutput: {
  readonly sourcemap: true;
  readonly outputOptions: { readonly chunkFileNames: (chunk: Chunk) => string };
  readonly hooks: {
    readonly "build:done": (build: { readonly options: Folders }) => Promise<void>;
  };
} = {
  sourcemap: true,
  outputOptions: { chunkFileNames: nameForRoom },
  hooks: { "build:done": ({ options }) => tidyTypes(options) },
};

/** What entries share is named for the room that most of it comes from: `src/wire/…` is the room `wire`. */
function nameForRoom({ name, moduleIds }: Chunk): string {
  const counts = new Map<string, number>();
  for (const id of moduleIds) {
    const room = /\/src\/([\w-]+)\/[^/]+$/.exec(id.replaceAll("\\", "/"))?.[1];
    if (room !== undefined) counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  const [[room] = [name]] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return `${room}.js`;
}

/** Types name a map each that nobody writes, for it would hold no sources; and optional peers. */
async function tidyTypes({ cwd, outDir: folder }: Folders): Promise<void> {
  // Safe: a package.json that npm accepts has no others.
  const { peerDependenciesMeta = {} } = JSON.parse(await readFile(join(cwd, "package.json"), "utf8")) as {
    readonly peerDependenciesMeta?: Readonly<Record<string, object>>;
  };
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".d.ts"))) {
    const path = join(folder, file);
    const text = (await readFile(path, "utf8")).replace(/\n\/\/# sourceMappingURL=.*\n?$/u, "\n");
    await writeFile(path, forgiveMissing(text, Object.keys(peerDependenciesMeta)));
  }
}
