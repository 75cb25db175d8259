import { getField, type Parameter, type Reading } from "@just-one/document";
import { describeSchema } from "../schema/describe-schema.ts";

/** Says in a few words what a parameter takes. */
export function describeParameter({ value }: Pick<Parameter, "value">, side: Reading): string {
  return describeSchema(getField(value, "schema") ?? true, side);
}
