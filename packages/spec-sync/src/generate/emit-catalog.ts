import {
  type Code,
  code,
  comment,
  joinCode,
  writeDocComment,
  writeIdentifier,
  writeLiteral,
  writeString,
} from "@just-one/encoders";
import { readTypes } from "./read-types.ts";
import type { OperationModel, ParameterModel } from "./operation-model.ts";

/** What `catalog.ts` begins with, which is ours; all that follows comes from the document. */
export const catalogPrefix: Code = readTypes("catalog-entry.ts");

/** Writes `catalog.ts`: one constant per operation, so that a bundle carries only the operations it names. */
export function emitCatalog(operations: readonly OperationModel[]): Code {
  const names = operations.map(({ constantName }) => code`  ${writeIdentifier(constantName)},\n`);
  return code`${catalogPrefix}${operations.map(emitEntry)}
/** Every operation of the document. */
export const catalog: Catalog = [
${names}];
`;
}

function emitEntry(operation: OperationModel): Code {
  const { parameters, removed } = operation;
  return code`
${writeDocComment([comment`${operation.operation}`])}export const ${writeIdentifier(operation.constantName)}: CatalogEntry = {
  operation: ${writeString(operation.operation)},
  method: ${writeString(operation.method)},
  path: ${writeString(operation.path)},
  token: ${writeString(operation.token)},
${parameters.length === 0 ? code`  parameters: [],\n` : code`  parameters: [\n${parameters.map(emitParameter)}  ],\n`}\
  deprecated: ${operation.deprecated},
${removed === undefined ? code`` : code`  removed: ${writeString(removed)},\n`}\
  hidden: ${operation.hidden},
};
`;
}

function emitParameter(parameter: ParameterModel): Code {
  const fields = [
    code`name: ${writeString(parameter.name)}`,
    code`in: ${writeString(parameter.in)}`,
    code`required: ${parameter.required}`,
    ...(parameter.removed === undefined ? [] : [code`removed: ${writeString(parameter.removed)}`]),
    code`types: ${writeList(parameter.types)}`,
    ...(parameter.enum === undefined ? [] : [code`enum: ${writeList(parameter.enum)}`]),
  ];
  return code`    {\n${fields.map((field) => code`      ${field},\n`)}    },\n`;
}

function writeList(values: readonly (string | number | boolean | null)[]): Code {
  return code`[${joinCode(values.map(writeLiteral), code`, `)}]`;
}
