import { buildOutputs } from "../build/build-outputs.ts";
import { readBuildInputs } from "../build/read-build-inputs.ts";
import { createTargets, planFiles } from "../build/plan-files.ts";
import type { OperationModel } from "../generate/operation-model.ts";
import { type ProjectPaths, projectPaths } from "../project-paths.ts";
import { readOptions } from "../read-options.ts";
import { tell } from "../tell.ts";
import { commitFiles } from "../transaction/commit-files.ts";
import { writeFiles } from "../write-files.ts";

/** `spec build [--document FILE] [--overlays DIR] [--out DIR]`: writes everything that is generated, all or nothing. */
export async function run(args: readonly string[], paths: ProjectPaths = projectPaths): Promise<number> {
  const options = readOptions(args, ["document", "overlays", "out"]);
  const { document = paths.document, overlays = paths.overlays } = options;
  // Tombstones and Chinese words belong to the project's own document.
  const { tombstones, chinese } = paths;
  const own = options.document === undefined ? { tombstones, chinese } : {};
  const outputs = await buildOutputs(await readBuildInputs({ document, overlays, examples: paths.examples, ...own }));
  const files = planFiles(outputs, options.out === undefined ? paths : createTargets(options.out));
  // What goes into the project changes as a whole; a folder of its own is new anyway.
  await (options.out === undefined ? commitFiles(files, paths) : writeFiles(files));
  tell(`spec build: ${summarize(outputs.models)}; ${files.map((file) => file.path).join(", ")}`);
  if (outputs.waiting > 0) {
    tell(`spec build: ${outputs.waiting} overlay actions wait for operations that are not here`);
  }
  return 0;
}

function summarize(models: readonly OperationModel[]): string {
  const count = (isCounted: (model: OperationModel) => boolean): number => models.filter(isCounted).length;
  const post = count(({ method }) => method === "POST");
  const form = count(({ token }) => token === "form");
  const typed = count(({ dataType }) => dataType !== undefined);
  return `${models.length} operations (${post} POST, ${form} with the token in a form, ${typed} with typed data)`;
}
