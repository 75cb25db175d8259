import type { JsonObject } from "@just-one/document";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Code, code, comment, writeDocComment, writeIdentifier, writeString } from "@just-one/encoders";
import { banner } from "./banner.ts";
import { compileSchema } from "./compile-schema.ts";
import type { OperationModel } from "./operation-model.ts";

/** The checker stands in every generated file, which so needs nothing but itself. */
// Safe: it is a file of ours, as it stands.
const runtime = readFileSync(new URL("./validator-runtime.ts", import.meta.url), "utf8") as Code;

/** What `validators.ts` begins with, which is ours; all that follows comes from the document. */
export const validatorsPrefix: Code = code`${banner}\n${runtime}`;

/** Writes `validators.ts`: one constant per operation whose data is typed, so that a bundle carries what it names. */
export function emitValidators(components: JsonObject, operations: readonly OperationModel[]): Code {
  const typed = operations.flatMap(({ operation, constantName, dataType }) =>
    dataType === undefined ? [] : [{ operation, constantName, schema: dataType.schema }],
  );
  const schemas = emitSchemas(components, [...new Set(typed.map(({ schema }) => schema))]);
  const names = typed.map(({ constantName }) => code`  ${writeIdentifier(constantName)},\n`);
  return code`${validatorsPrefix}${schemas}${typed.map(emitValidator)}
/** Every operation whose data is typed. */
export const validators: readonly Validator[] = [
${names}];
`;
}

function emitValidator({
  operation,
  constantName,
  schema,
}: Record<"operation" | "constantName" | "schema", string>): Code {
  return code`
${writeDocComment([comment`Checks \`data\` of ${operation}`])}\
export const ${writeIdentifier(constantName)}: Validator = /* @__PURE__ */ createValidator(${writeString(operation)}, ${nameSchema(schema)});
`;
}

/** Writes the schemas and all that they refer to, each once, by name. */
function emitSchemas(schemas: JsonObject, names: readonly string[]): Code[] {
  const codes = new Map<string, Code>();
  const missing = [...names];
  for (let name = missing.pop(); name !== undefined; name = missing.pop()) {
    if (codes.has(name)) continue;
    const compiled = compileSchema(Object.hasOwn(schemas, name) ? schemas[name] : undefined, nameSchema);
    codes.set(name, compiled.code);
    missing.push(...compiled.references);
  }
  return [...codes]
    .map(([name, schema]) => code`\nconst ${nameSchema(name)}: DataSchema = ${schema};\n`)
    .toSorted((one, other) => (one < other ? -1 : 1));
}

/** Names the constant of a component schema; the `$` keeps it apart from operations and from the checker's own names. */
function nameSchema(schema: string): Code {
  if (/^[A-Za-z]\w*$/u.test(schema)) return writeIdentifier(`$${schema}`);
  return writeIdentifier(`$_${createHash("sha256").update(schema).digest("hex").slice(0, 8)}`);
}
