import { type FlatSchema, formatTypes, isSubset } from "@just-one/document";
import { reportAspect, type Scope } from "../scope.ts";

/** Compares the JSON types that two schemas let through; null is judged apart. */
export function compareTypes(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const [one, other] = [before.types, after.types];
  if (one === other) return;
  const sides = { before: formatTypes(one), after: formatTypes(other) };
  if (one === undefined) return reportAspect(scope, "type-narrowed", sides);
  if (other === undefined) return reportAspect(scope, "type-widened", sides);
  const [isWithin, contains] = [isSubset(one, other), isSubset(other, one)];
  if (isWithin && contains) return;
  if (isWithin) reportAspect(scope, one.size === 0 ? "type-changed" : "type-widened", sides);
  else if (contains) reportAspect(scope, other.size === 0 ? "type-changed" : "type-narrowed", sides);
  else reportAspect(scope, "type-changed", sides);
}
