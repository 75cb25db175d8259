import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A file or folder of the project, shown relative to where the command was typed. */
function fromRoot(path: string): string {
  return relative(process.cwd(), root + path) || ".";
}

/** Where the project keeps what the vendor says and what is generated from it. */
export const projectPaths: Readonly<
  Record<"document" | "lock" | "overlays" | "examples" | "builtDocument" | "generated", string>
> = {
  document: fromRoot("openapi/just-one-api.json"),
  lock: fromRoot("openapi/openapi.lock.json"),
  overlays: fromRoot("openapi/overlays"),
  examples: fromRoot("openapi/examples"),
  builtDocument: fromRoot("openapi/dist/openapi.json"),
  generated: fromRoot("packages/api/src/generated"),
};
