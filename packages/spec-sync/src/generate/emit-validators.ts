import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isJsonObject, type JsonObject } from "../document/json-value.ts";
import { banner } from "./banner.ts";
import { compileSchema } from "./compile-schema.ts";
import type { OperationModel } from "./operation-model.ts";
import { escapeProse, quote, writeDocComment } from "./write-text.ts";

/** The checker stands in every generated file, which so needs nothing but itself. */
const runtime = readFileSync(new URL("./validator-runtime.ts", import.meta.url), "utf8");

/** Writes `validators.ts`: one constant per operation whose data is typed, so that a bundle carries what it names. */
export function emitValidators(document: JsonObject, operations: readonly OperationModel[]): string {
  const typed = operations.flatMap(({ dataSchema, ...operation }) =>
    dataSchema === undefined ? [] : [{ ...operation, dataSchema }],
  );
  return [
    banner,
    "\n",
    runtime,
    ...emitSchemas(document, [...new Set(typed.map(({ dataSchema }) => dataSchema))]),
    ...typed.map(emitValidator),
    "\n/** Every operation whose data is typed. */\n",
    `export const validators: readonly Validator[] = [\n${typed.map(({ constantName }) => `  ${constantName},\n`).join("")}];\n`,
  ].join("");
}

function emitValidator({ name, constantName, dataSchema }: OperationModel & { dataSchema: string }): string {
  return [
    "\n",
    writeDocComment([`Checks \`data\` of ${escapeProse(name)}`]),
    `export const ${constantName}: Validator = /* @__PURE__ */ createValidator(${quote(name)}, ${nameSchema(dataSchema)});\n`,
  ].join("");
}

/** Writes the schemas and all that they refer to, each once, by name. */
function emitSchemas(document: JsonObject, names: readonly string[]): string[] {
  const schemas = readSchemas(document);
  const codes = new Map<string, string>();
  const missing = [...names];
  for (let name = missing.pop(); name !== undefined; name = missing.pop()) {
    if (codes.has(name)) continue;
    const { code, references } = compileSchema(Object.hasOwn(schemas, name) ? schemas[name] : undefined, nameSchema);
    codes.set(name, code);
    missing.push(...references);
  }
  return [...codes]
    .map(([name, code]) => `\nconst ${nameSchema(name)}: DataSchema = ${code};\n`)
    .toSorted((one, other) => (one < other ? -1 : 1));
}

function readSchemas({ components }: JsonObject): JsonObject {
  const schemas = isJsonObject(components) ? components["schemas"] : undefined;
  return isJsonObject(schemas) ? schemas : {};
}

/** Names the constant of a component schema; the `$` keeps it apart from operations and from the checker's own names. */
function nameSchema(schema: string): string {
  if (/^[A-Za-z]\w*$/u.test(schema)) return `$${schema}`;
  return `$_${createHash("sha256").update(schema).digest("hex").slice(0, 8)}`;
}
