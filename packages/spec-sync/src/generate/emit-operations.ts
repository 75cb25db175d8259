import {
  type Code,
  code,
  comment,
  type CommentText,
  joinCode,
  writeDocComment,
  writeIdentifier,
  writeKey,
  writeLiteral,
  writeString,
} from "@just-one/encoders";
import { stringifyJson } from "@just-one/document";
import { banner } from "./banner.ts";
import type { OperationModel, ParameterModel } from "./operation-model.ts";

/** Names that mean something else in the file, and must go on meaning it. */
const takenNames: ReadonlySet<string> = new Set(["BusinessCode", "Operations", "Readonly", "Record"]);

/** Writes `operations.ts`: the flat map from `"METHOD /path"` to parameters and data. */
export function emitOperations(operations: readonly OperationModel[], businessCodes: readonly number[]): Code {
  const typed = operations.filter(({ dataType }) => dataType !== undefined);
  const dataTypes = [...Map.groupBy(typed, ({ dataType }) => dataType?.name ?? "")]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .filter(([name]) => canBeExported(name))
    .map(([, users]) => emitDataType(users));
  const codes = businessCodes.length > 0 ? joinCode(businessCodes.map(writeLiteral), code` | `) : code`number`;
  return code`${banner}${typed.length > 0 ? code`import type { components } from "./schema.ts";\n` : code``}
/** Every business code that the document lists. */
export type BusinessCode = ${codes};
${dataTypes}
/**
 * Every operation, keyed \`"METHOD /path"\`: what a caller passes and what a success brings.
 * \`data\` is \`unknown\` while nobody has typed it. The token is never a parameter.
 */
export interface Operations {
${operations.map(emitOperation)}}
`;
}

/** An editor shows this where somebody uses the type, far from the operation. */
function emitDataType(operations: readonly OperationModel[]): Code {
  const { name = "", schema = "" } = operations[0]?.dataType ?? {};
  const told = operations.map(({ operation, summary }) =>
    summary === operation ? comment`${operation}` : comment`${`${operation}: ${summary}`}`,
  );
  const words = writeDocComment([comment`What \`data\` holds; its fields are told in \`schema.ts\`.`, ...told]);
  return code`\n${words}export type ${writeIdentifier(name)} = components["schemas"][${writeString(schema)}];\n`;
}

function canBeExported(name: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*$/u.test(name) && !takenNames.has(name);
}

function emitOperation(operation: OperationModel): Code {
  const { operation: name, parameters, dataType, summary, description, hidden } = operation;
  const words = writeDocComment(
    [
      comment`${summary}`,
      description === undefined ? undefined : comment`${description}`,
      hidden ? comment`The vendor leaves it out of its own pages.` : undefined,
      describeDeprecation(operation),
    ],
    "  ",
  );
  return code`${words}  ${writeString(name)}: {
${parameters.length === 0 ? code`    params: {};\n` : code`    params: {\n${parameters.map(emitParameter)}    };\n`}\
    data: ${dataType === undefined ? code`unknown` : emitDataReference(dataType)};
  };
`;
}

function emitDataReference({ name, schema }: NonNullable<OperationModel["dataType"]>): Code {
  return canBeExported(name) ? writeIdentifier(name) : code`components["schemas"][${writeString(schema)}]`;
}

function emitParameter(parameter: ParameterModel): Code {
  const { name, required, typeText, description } = parameter;
  const words = writeDocComment(
    [
      description === undefined ? undefined : comment`${description}`,
      describeDefault(parameter),
      describeDeprecation(parameter),
    ],
    "      ",
  );
  // `| undefined`: passing undefined is the same as omitting, and callers forward options that may be unset.
  return code`${words}      ${writeKey(name)}${required ? code`: ${typeText}` : code`?: ${typeText} | undefined`};\n`;
}

function describeDeprecation({
  deprecated,
  removed,
}: {
  deprecated: boolean;
  removed?: string;
}): CommentText | undefined {
  if (removed === undefined) return deprecated ? comment`@deprecated The vendor marks it so.` : undefined;
  return comment`@deprecated The vendor removed this (missing since ${removed}). Using it fails; it goes with the next major.`;
}

function describeDefault({ required, default: value }: ParameterModel): CommentText | undefined {
  if (required || value === undefined || value === null || value === "") return undefined;
  return comment`The vendor assumes ${typeof value === "string" ? value : stringifyJson(value)} when omitted.`;
}
