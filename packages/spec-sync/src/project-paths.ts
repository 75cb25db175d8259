import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Where a project keeps what the vendor says and what is generated from it. */
export interface ProjectPaths {
  root: string;
  /** Where new files wait until all of them are ready. */
  pending: string;
  document: string;
  lock: string;
  /** What the vendor took away and the types still hold. */
  tombstones: string;
  /** The words of the Chinese twin. */
  chinese: string;
  overlays: string;
  examples: string;
  builtDocument: string;
  /** The folder of changesets. */
  changesets: string;
  /** The folder of the generated TypeScript. */
  generated: string;
}

/** Names the paths of the project under a folder. */
export function createProjectPaths(root: string): ProjectPaths {
  return {
    root,
    pending: join(root, "openapi/.pending"),
    document: join(root, "openapi/just-one-api.json"),
    lock: join(root, "openapi/openapi.lock.json"),
    tombstones: join(root, "openapi/tombstones.json"),
    chinese: join(root, "openapi/chinese.json"),
    overlays: join(root, "openapi/overlays"),
    examples: join(root, "openapi/examples"),
    changesets: join(root, ".changeset"),
    builtDocument: join(root, "openapi/dist/openapi.json"),
    generated: join(root, "packages/api/src/generated"),
  };
}

/** This project's own paths, as seen from where the command was typed. */
export const projectPaths: ProjectPaths = createProjectPaths(
  relative(process.cwd(), fileURLToPath(new URL("../../../", import.meta.url))),
);
