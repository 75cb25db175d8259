import type { Parameter } from "./parameters.ts";
import { describeSchema } from "../schema/describe-schema.ts";
import { getField } from "../support/json-fields.ts";
import type { Side } from "../session.ts";

/** Says in a few words what a parameter takes. */
export function describeParameter({ value }: Pick<Parameter, "value">, side: Side): string {
  return describeSchema(getField(value, "schema") ?? true, side);
}
