import { parseArgs } from "node:util";
import { createOverlay } from "../infer/create-overlay.ts";
import { inferTypes } from "../infer/infer-types.ts";
import { readExamples } from "../infer/read-examples.ts";
import { SpecError } from "../spec-error.ts";
import { tell } from "../tell.ts";
import { writeFiles } from "../write-files.ts";

const usage = "use: spec infer EXAMPLES_DIR --output FILE";

/** `spec infer EXAMPLES_DIR --output FILE`: types `data` from example replies, as one overlay. */
export async function run(args: readonly string[]): Promise<number> {
  const { folder, output } = readArguments(args);
  const examples = await readExamples(folder);
  const { typed, untyped } = inferTypes(examples);
  await writeFiles([{ path: output, text: createOverlay(typed) }]);
  report(`${output}: ${typed.length} operations typed from ${examples.length} examples`);
  for (const name of untyped) report(`${name}: stays unknown, its examples hold no data`);
  if (!/\.overlay\.ya?ml$/iu.test(output)) report(`${output}: spec build reads files named *.overlay.yaml only`);
  return 0;
}

function readArguments(args: readonly string[]): { folder: string; output: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { output: { type: "string" } },
    });
    const [folder, ...others] = positionals;
    const { output } = values;
    if (folder !== undefined && others.length === 0 && output !== undefined && output !== "") return { folder, output };
  } catch {
    // An unknown option is wrong use like any other.
  }
  throw new SpecError(usage);
}

function report(line: string): void {
  tell(`spec infer: ${line}`);
}
