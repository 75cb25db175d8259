import { compareText, type JsonObject } from "@just-one/document";
import type { TypedOperation } from "./create-overlay.ts";
import { observe } from "./observe.ts";
import type { OperationName } from "./operation-name.ts";
import type { Example } from "./read-examples.ts";
import { createShape, type Shape } from "./shape.ts";
import { isUnknown, toSchema } from "./to-schema.ts";
import { nameDataTypes } from "./type-name.ts";

/** What example replies tell about `data` of each operation. */
export interface InferredTypes {
  /** Sorted by operation. */
  typed: TypedOperation[];
  /** Operations, as `"METHOD /path"`, whose examples hold nothing that could be typed. */
  untyped: string[];
}

/** Infers one schema per operation from all of its examples, whatever their order. */
export function inferTypes(examples: readonly Example[]): InferredTypes {
  const observed = new Map<string, { operation: OperationName; shape: Shape; count: number }>();
  for (const { operation, data } of examples) {
    const key = `${operation.method} ${operation.path}`;
    const entry = observed.get(key) ?? { operation, shape: createShape(), count: 0 };
    observed.set(key, entry);
    if (data === undefined) continue;
    observe(entry.shape, data);
    entry.count += 1;
  }
  const sorted = [...observed].toSorted(([one], [other]) => compareText(one, other));
  const known = sorted.filter(([, { shape }]) => !isUnknown(shape)).map(([, entry]) => entry);
  const names = nameDataTypes(known.map(({ operation }) => operation));
  return {
    typed: known.map(({ operation, shape, count }, index) => ({
      operation,
      typeName: names[index]!,
      schema: describe(toSchema(shape), count),
    })),
    untyped: sorted.filter(([, { shape }]) => isUnknown(shape)).map(([key]) => key),
  };
}

function describe({ type, description, ...rest }: JsonObject, count: number): JsonObject {
  const origin = `As seen in ${count} example ${count === 1 ? "reply" : "replies"}; fields may be missing, others may come.`;
  return {
    ...(type !== undefined && { type }),
    description: typeof description === "string" ? `${description} ${origin}` : origin,
    ...rest,
  };
}
