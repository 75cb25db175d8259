import { type Allowed, findForeignCode } from "@just-one/codegen/find-foreign-code";
import { banner } from "../generate/banner.ts";
import { catalogPrefix } from "../generate/emit-catalog.ts";
import { prosePrefix } from "../generate/emit-prose.ts";
import { validatorsPrefix } from "../generate/emit-validators.ts";
import { SpecError } from "../spec-error.ts";
import type { BuildOutputs } from "./build-outputs.ts";

/** The generated TypeScript, by name. */
type GeneratedFiles = Pick<BuildOutputs, "schema" | "operations" | "catalog" | "prose" | "validators">;

const allowed: Readonly<Record<keyof GeneratedFiles, Allowed>> = {
  schema: { prefix: banner },
  operations: { prefix: banner, imports: ["./schema.ts"] },
  catalog: { prefix: catalogPrefix },
  prose: { prefix: prosePrefix },
  validators: { prefix: validatorsPrefix, calls: ["createValidator"] },
};

/**
 * The last gate before anything is written, whatever the writers did: the files are parsed, and hold nothing but types,
 * literals and imports of ours.
 *
 * @throws SpecError naming file, line and what was found.
 */
export function refuseForeignCode(files: GeneratedFiles): void {
  for (const name of ["schema", "operations", "catalog", "prose", "validators"] as const) {
    const found = findForeignCode(files[name], allowed[name]);
    if (found === undefined) continue;
    throw new SpecError(
      `${name}.ts:${found.line}:${found.column}: would hold ${found.what}, where only types, literals and imports of ours ` +
        "may stand; nothing was written, and the document is not to be trusted",
    );
  }
}
