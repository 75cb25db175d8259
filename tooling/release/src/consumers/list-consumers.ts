import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What installs a consumer's packages. */
export type Installer = "npm" | "pnpm" | "yarn-1" | "yarn-4" | "yarn-4-pnp" | "bun" | "deno";

/** An outside project that uses the packages as they would be published. */
export interface Consumer {
  readonly name: string;
  readonly folder: string;
  /** What it proves, in a sentence. */
  readonly proves: string;
  readonly installer: Installer;
  /** Programs that it needs and no registry brings; without them it is skipped. */
  readonly needs: readonly string[];
  /** Files that it shares with others, absolute. */
  readonly programs: readonly string[];
  /** Its Node is 22 instead of the one that runs this. */
  readonly onNode22: boolean;
}

/** The package.json of a consumer, as far as it is read here. */
interface Manifest {
  readonly description: string;
  readonly consumer?: {
    readonly installer?: Installer;
    readonly needs?: readonly string[];
    readonly node?: string;
    readonly programs?: readonly string[];
  };
}

/** What several consumers have in common. */
const shared = "programs";

/** Lists the consumers in `tooling/consumers/`, by name. */
export async function listConsumers(root: string): Promise<Consumer[]> {
  const folder = join(root, "tooling/consumers");
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && entry.name !== shared).map(({ name }) => name);
  return Promise.all(names.toSorted().map((name) => readConsumer(join(folder, name), name)));
}

async function readConsumer(folder: string, name: string): Promise<Consumer> {
  // Safe: consumers.test.ts holds each of these files to what is read here.
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
  const { installer = "npm", needs = [], node, programs = [] } = manifest.consumer ?? {};
  return {
    name,
    folder,
    proves: manifest.description,
    installer,
    needs,
    programs: programs.map((file) => join(folder, "..", shared, file)),
    onNode22: node === "22",
  };
}
