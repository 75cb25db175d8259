import { generateSchemaTypes } from "@just-one/codegen";
import { breakSourceMaps } from "@just-one/encoders";
import {
  canonicalizeDocument,
  checkDocument,
  dropRepeatedIds,
  isJsonObject,
  type JsonObject,
  type NormalDocument,
  normalizeDocument,
  type Prose,
  toProse,
  writeDocument,
  type WrittenDocument,
} from "@just-one/document";
import { formatJson } from "../format-json.ts";
import { banner } from "../generate/banner.ts";
import { emitCatalog } from "../generate/emit-catalog.ts";
import { emitOperations } from "../generate/emit-operations.ts";
import { emitProse } from "../generate/emit-prose.ts";
import { emitValidators } from "../generate/emit-validators.ts";
import { createModels, type OperationModel } from "../generate/operation-model.ts";
import { applyOverlays } from "../overlay/apply-overlays.ts";
import { SpecError } from "../spec-error.ts";
import { applyTombstones } from "../tombstones/apply-tombstones.ts";
import { readKeptNames } from "../tombstones/keep-names.ts";
import { applyChinese } from "./apply-chinese.ts";
import { applyExamples } from "./apply-examples.ts";
import { loosenCircles } from "./loosen-circles.ts";
import { cleanDocument } from "./clean-document.ts";
import { refuseForeignCode } from "./refuse-foreign-code.ts";
import type { BuildInputs } from "./read-build-inputs.ts";

/** What `build` makes: the text of each file, and the operations for whoever wants to count them. */
export interface BuildOutputs {
  openapi: string;
  schema: string;
  operations: string;
  catalog: string;
  prose: string;
  validators: string;
  models: readonly OperationModel[];
  platforms: Prose["platforms"];
  /** Overlay actions that wait for what they are about. */
  waiting: number;
}

/**
 * Makes everything that is generated, as text: the same for the same input in whatever order it is written.
 *
 * @throws SpecError naming the input that is wrong and the place in it.
 */
export async function buildOutputs(inputs: BuildInputs): Promise<BuildOutputs> {
  // Overlays and examples then fit what the vendor took away, too.
  const original = structuredClone(inputs.file.document);
  applyTombstones(original, inputs.tombstones);
  const waiting = applyOverlays(original, inputs.overlays);
  const overlaid = checkDocument(original, {
    file: `${inputs.file.path} with overlays`,
    keywords: "strict",
    isFinal: true,
  });
  applyExamples(overlaid, inputs.examples);
  applyChinese(overlaid, inputs.chinese);
  dropRepeatedIds(overlaid);
  const openapi = formatJson(canonicalizeDocument(overlaid, { prose: "keep", marks: "drop" }));
  try {
    const normal = normalizeDocument(overlaid);
    const kept = readKeptNames(inputs.tombstones.names);
    const written = writeDocument(normal, kept.types);
    const models = createModels(normal, written, kept);
    const told = toProse(overlaid, models);
    const files = {
      operations: emitOperations(models, listCodes(normal, inputs)),
      catalog: emitCatalog(models),
      prose: emitProse(told),
      validators: emitValidators(written.schemas, models),
      schema: breakSourceMaps(`${banner}\n${generateSchemaTypes(prepareForTypes(written), "kept")}`),
    };
    refuseForeignCode(files);
    return { openapi, models, platforms: told.platforms, waiting, ...files };
  } catch (error) {
    throw new SpecError(`${inputs.file.path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The codes of the document, and those it lost, in order; none where any number may be one. */
function listCodes({ operations }: NormalDocument, { tombstones }: BuildInputs): number[] {
  const listed = operations.flatMap(({ codes }) => codes);
  if (listed.length === 0) return [];
  return [...new Set([...listed, ...tombstones.codes])].toSorted((one, other) => one - other);
}

function prepareForTypes({ document, schemas }: WrittenDocument): JsonObject {
  const components = isJsonObject(document["components"]) ? document["components"] : {};
  return cleanDocument({ ...document, components: { ...components, schemas: loosenCircles(schemas) } });
}
