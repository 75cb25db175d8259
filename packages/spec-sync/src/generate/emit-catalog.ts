import { banner } from "./banner.ts";
import { catalogTypes } from "./catalog-types.ts";
import type { OperationModel, ParameterModel } from "./operation-model.ts";
import { writeLiteral } from "./parameter-type.ts";
import { escapeProse, quote, writeDocComment } from "./write-text.ts";

/** Writes `catalog.ts`: one constant per operation, so that a bundle carries only the operations it names. */
export function emitCatalog(operations: readonly OperationModel[]): string {
  return [
    banner,
    catalogTypes,
    ...operations.map(emitEntry),
    "\n/** Every operation of the document. */\n",
    `export const catalog: Catalog = [\n${operations.map(({ constantName }) => `  ${constantName},\n`).join("")}];\n`,
  ].join("");
}

function emitEntry(operation: OperationModel): string {
  const { parameters } = operation;
  return [
    "\n",
    writeDocComment([escapeProse(operation.name)]),
    `export const ${operation.constantName}: CatalogEntry = {\n`,
    `  operation: ${quote(operation.name)},\n`,
    `  method: ${quote(operation.method)},\n`,
    `  path: ${quote(operation.path)},\n`,
    `  token: ${quote(operation.token)},\n`,
    parameters.length === 0
      ? "  parameters: [],\n"
      : `  parameters: [\n${parameters.map(emitParameter).join("")}  ],\n`,
    `  summary: ${quote(operation.summary)},\n`,
    `  platform: ${quote(operation.platform)},\n`,
    `  deprecated: ${operation.deprecated},\n`,
    operation.removed === undefined ? "" : `  removed: ${quote(operation.removed)},\n`,
    `  hidden: ${operation.hidden},\n`,
    `  aliases: [${operation.aliases.map(quote).join(", ")}],\n`,
    `  family: ${quote(operation.family)},\n`,
    `  version: ${quote(operation.version)},\n`,
    "};\n",
  ].join("");
}

function emitParameter(parameter: ParameterModel): string {
  const fields = [
    `name: ${quote(parameter.name)}`,
    `in: ${quote(parameter.in)}`,
    `required: ${parameter.required}`,
    ...(parameter.removed === undefined ? [] : [`removed: ${quote(parameter.removed)}`]),
    `types: [${parameter.types.map(quote).join(", ")}]`,
    ...(parameter.enum === undefined ? [] : [`enum: [${parameter.enum.map(writeLiteral).join(", ")}]`]),
  ];
  return `    {\n${fields.map((field) => `      ${field},\n`).join("")}    },\n`;
}
