import { join } from "node:path";
import type { ProjectPaths } from "../project-paths.ts";
import type { PlannedFile } from "../write-files.ts";
import type { BuildOutputs } from "./build-outputs.ts";

type Targets = Pick<ProjectPaths, "builtDocument" | "generated">;

/** Puts all outputs under one folder, instead of into their places in the project. */
export function createTargets(folder: string): Targets {
  return { builtDocument: join(folder, "openapi.json"), generated: folder };
}

/** Says which output goes where. */
export function planFiles(outputs: BuildOutputs, targets: Targets): PlannedFile[] {
  return [
    { path: targets.builtDocument, text: outputs.openapi },
    { path: join(targets.generated, "schema.ts"), text: outputs.schema },
    { path: join(targets.generated, "operations.ts"), text: outputs.operations },
    { path: join(targets.generated, "catalog.ts"), text: outputs.catalog },
    { path: join(targets.generated, "prose.ts"), text: outputs.prose },
    { path: join(targets.generated, "validators.ts"), text: outputs.validators },
  ];
}
