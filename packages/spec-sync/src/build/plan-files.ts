import { join } from "node:path";
import { projectPaths } from "../project-paths.ts";
import type { PlannedFile } from "../write-files.ts";
import type { BuildOutputs } from "./build-outputs.ts";

/** Says where the outputs go: to their places in the project, or all of them under one folder. */
export function planFiles(outputs: BuildOutputs, folder?: string): PlannedFile[] {
  const types = folder ?? projectPaths.generated;
  return [
    { path: folder === undefined ? projectPaths.builtDocument : join(folder, "openapi.json"), text: outputs.openapi },
    { path: join(types, "schema.ts"), text: outputs.schema },
    { path: join(types, "operations.ts"), text: outputs.operations },
    { path: join(types, "catalog.ts"), text: outputs.catalog },
  ];
}
