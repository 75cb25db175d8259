import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "@just-one/document";
import { type ExactValue, isExactObject } from "../src/infer/exact-json.ts";
import { observe } from "../src/infer/observe.ts";
import { createShape } from "../src/infer/shape.ts";
import { toSchema } from "../src/infer/to-schema.ts";

/** Infers the schema of samples of one place. */
export function inferSchema(...samples: readonly ExactValue[]): JsonObject {
  const shape = createShape();
  for (const sample of samples) observe(shape, sample);
  return toSchema(shape);
}

// Keys such as `constructor` are only looked for in the value itself.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, ownProperties: true, addUsedSchema: false });

/** Compiles a schema as strictly as it can be. */
export function compileSchema(schema: JsonObject): ValidateFunction {
  return ajv.compile(schema);
}

/** Whether a schema accepts a value in the form in which the client delivers it. */
export function accepts(schema: JsonObject, value: ExactValue): boolean {
  return compileSchema(schema)(deliver(value));
}

/** A value as the client delivers it: integers beyond 2^53 as strings. */
export function deliver(value: ExactValue): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(deliver);
  if (!isExactObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deliver(item)]));
}
