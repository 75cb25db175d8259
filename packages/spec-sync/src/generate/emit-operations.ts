import { banner } from "./banner.ts";
import type { OperationModel, ParameterModel } from "./operation-model.ts";
import { escapeProse, quote, writeDocComment, writeKey } from "./write-text.ts";

/** Names that the file gives to something else. */
const takenNames: ReadonlySet<string> = new Set(["BusinessCode", "Operations", "components"]);

/** Writes `operations.ts`: the flat map from `"METHOD /path"` to parameters and data. */
export function emitOperations(operations: readonly OperationModel[], businessCodes: readonly number[]): string {
  const byDataSchema = Map.groupBy(
    operations.filter(({ dataSchema }) => dataSchema !== undefined),
    ({ dataSchema = "" }) => dataSchema,
  );
  const dataSchemas = [...byDataSchema.keys()].toSorted();
  return [
    banner,
    dataSchemas.length > 0 ? 'import type { components } from "./schema.ts";\n' : "",
    "\n/** Every business code that the document lists. */\n",
    `export type BusinessCode = ${businessCodes.length > 0 ? businessCodes.join(" | ") : "number"};\n`,
    ...dataSchemas.filter(canBeExported).map((schema) => emitDataType(schema, byDataSchema.get(schema) ?? [])),
    '\n/**\n * Every operation, keyed `"METHOD /path"`: what a caller passes and what a success brings.\n',
    " * `data` is `unknown` while nobody has typed it. The token is never a parameter.\n */\n",
    "export interface Operations {\n",
    ...operations.map(emitOperation),
    "}\n",
  ].join("");
}

/** An editor shows this where somebody uses the type, far from the operation. */
function emitDataType(schema: string, operations: readonly OperationModel[]): string {
  const told = operations.map(({ name, summary }) => (summary === name ? name : `${name}: ${summary}`));
  return [
    "\n",
    writeDocComment(["What `data` holds; its fields are told in `schema.ts`.", ...told.map(escapeProse)]),
    `export type ${schema} = components["schemas"][${quote(schema)}];\n`,
  ].join("");
}

function canBeExported(schema: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*$/u.test(schema) && !takenNames.has(schema);
}

function emitOperation(operation: OperationModel): string {
  const { name, parameters, dataSchema } = operation;
  const data = dataSchema === undefined ? "unknown" : emitDataReference(dataSchema);
  return [
    writeDocComment(
      [
        escapeProse(operation.summary),
        operation.description === undefined ? undefined : escapeProse(operation.description),
        operation.hidden ? "The vendor leaves it out of its own pages." : undefined,
        describeDeprecation(operation),
      ],
      "  ",
    ),
    `  ${quote(name)}: {\n`,
    parameters.length === 0 ? "    params: {};\n" : `    params: {\n${parameters.map(emitParameter).join("")}    };\n`,
    `    data: ${data};\n`,
    "  };\n",
  ].join("");
}

function emitDataReference(schema: string): string {
  return canBeExported(schema) ? schema : `components["schemas"][${quote(schema)}]`;
}

function emitParameter(parameter: ParameterModel): string {
  const { name, required, typeText } = parameter;
  const comment = writeDocComment(
    [
      parameter.description === undefined ? undefined : escapeProse(parameter.description),
      describeDefault(parameter),
      describeDeprecation(parameter),
    ],
    "      ",
  );
  // `| undefined`: passing undefined is the same as omitting, and callers forward options that may be unset.
  return `${comment}      ${writeKey(name)}${required ? `: ${typeText}` : `?: ${typeText} | undefined`};\n`;
}

function describeDeprecation({ deprecated, removed }: { deprecated: boolean; removed?: string }): string | undefined {
  if (removed === undefined) return deprecated ? "@deprecated The vendor marks it so." : undefined;
  return `@deprecated The vendor removed this (missing since ${removed}). Using it fails; it goes with the next major.`;
}

function describeDefault({ required, default: value }: ParameterModel): string | undefined {
  if (required || value === undefined || value === null || value === "") return undefined;
  return `The vendor assumes ${escapeProse(typeof value === "string" ? value : JSON.stringify(value))} when omitted.`;
}
