import { compareText, type FlatSchema, type JsonValue } from "@just-one/document";
import { reportAspect, type Scope } from "../scope.ts";

type Values = ReadonlyMap<string, JsonValue>;

/** Compares the values that two enums list. A constant is an enum of one. */
export function compareValues(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const [one, other] = [before.values, after.values];
  if (one === undefined && other === undefined) return;
  if (one === undefined) return reportAspect(scope, "enum-introduced", { after: list(other) });
  if (other === undefined) return reportAspect(scope, "enum-lifted", { before: list(one) });
  const removed = subtract(one, other);
  const added = subtract(other, one);
  if (before.isConstant && after.isConstant && removed.size > 0) {
    return reportAspect(scope, "constant-changed", { before: list(one), after: list(other) });
  }
  if (removed.size > 0) reportAspect(scope, "enum-value-removed", { before: list(removed) });
  if (added.size > 0) reportAspect(scope, "enum-value-added", { after: list(added) });
}

function subtract(one: Values, other: Values): Values {
  return new Map([...one].filter(([text]) => !other.has(text)));
}

function list(values: Values | undefined): JsonValue[] {
  return [...(values ?? [])].toSorted(([a], [b]) => compareText(a, b)).map(([, value]) => value);
}
