import type { JsonValue } from "@just-one/document";
import type { Scope } from "../scope.ts";

/** Tells whether two schemas are the same to a caller: nothing but words differs. */
export function isSameSchema(scope: Scope, before: JsonValue, after: JsonValue): boolean {
  return tellClass(scope, "before", before) === tellClass(scope, "after", after);
}

/** The class of a schema, for what travels in the direction of the scope. */
export function tellClass({ session, direction }: Scope, side: "before" | "after", schema: JsonValue): number {
  return session.tellClass(schema, session[side], direction === "request" ? "readOnly" : "writeOnly");
}
