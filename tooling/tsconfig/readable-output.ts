import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

// What tsdown is told by every package whose code people may meet in a stack: source maps that hold their sources, and
// chunks with names that say where one is.

/** What rolldown tells of a chunk before it is written. */
interface Chunk {
  readonly name: string;
  readonly moduleIds: readonly string[];
}

export const readableOutput: {
  readonly sourcemap: true;
  readonly outputOptions: { readonly chunkFileNames: (chunk: Chunk) => string };
  readonly hooks: {
    readonly "build:done": (build: { readonly options: { readonly outDir: string } }) => Promise<void>;
  };
} = {
  sourcemap: true,
  outputOptions: { chunkFileNames: nameForRoom },
  hooks: { "build:done": ({ options }) => dropMapsOfTypes(options.outDir) },
};

/** What entries share is named for the room that most of it comes from: `src/wire/…` is the room `wire`. */
function nameForRoom({ name, moduleIds }: Chunk): string {
  const counts = new Map<string, number>();
  for (const id of moduleIds) {
    const room = /\/src\/([\w-]+)\/[^/]+$/.exec(id.replaceAll("\\", "/"))?.[1];
    if (room !== undefined) counts.set(room, (counts.get(room) ?? 0) + 1);
  }
  const [[room] = [name]] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return `${room}.js`;
}

/** Types name a map each that nobody writes, for it would hold no sources. */
async function dropMapsOfTypes(folder: string): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".d.ts"))) {
    const path = join(folder, file);
    await writeFile(path, (await readFile(path, "utf8")).replace(/\n\/\/# sourceMappingURL=.*\n?$/u, "\n"));
  }
}
