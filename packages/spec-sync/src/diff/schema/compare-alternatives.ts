import { type FlatSchema, intern, isOnlyAlternatives, type JsonObject, type JsonValue } from "@just-one/document";
import { compareBranches } from "./compare-branches.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** A schema as it was written and flattened. */
export interface Alternation {
  core: JsonObject;
  flat: FlatSchema;
}

/** Compares `oneOf` and `anyOf`. A schema without them is a choice of one, or of one per type. */
export function compareAlternatives(
  scope: Scope,
  { before, after }: { before: Alternation; after: Alternation },
): void {
  const [one, other] = [before.flat.alternatives, after.flat.alternatives];
  if (one === undefined && other === undefined) return;
  if (one !== undefined && other !== undefined) {
    const place = enterPart(scope, `#${other.keyword}`);
    const sides = { before: one.keyword, after: other.keyword };
    if (one.keyword === "anyOf" && other.keyword === "oneOf") reportAspect(place, "condition-added", sides);
    if (one.keyword === "oneOf" && other.keyword === "anyOf") reportAspect(place, "condition-removed", sides);
    return compareBranches(scope, {
      before: one.branches,
      after: other.branches,
      role: "alternative",
      isExclusive: other.keyword === "oneOf",
    });
  }
  const chooser = one === undefined ? after : before;
  if (isOnlyAlternatives(chooser.flat)) {
    return compareBranches(scope, {
      before: listChoices(before),
      after: listChoices(after),
      role: "alternative",
      isExclusive: other?.keyword === "oneOf",
    });
  }
  const place = enterPart(scope, `#${(one ?? other)?.keyword ?? ""}`);
  reportAspect(place, one === undefined ? "condition-added" : "condition-removed", {});
}

const typeSchemas = new Map<string, JsonObject>();

function listChoices({ core, flat }: Alternation): readonly JsonValue[] {
  if (flat.alternatives !== undefined) return flat.alternatives.branches;
  if (flat.types === undefined || (flat.types.size === 1 && !flat.nullable)) return [core];
  const names = flat.types.has("fraction") ? [...flat.types].filter((name) => name !== "integer") : [...flat.types];
  return names.map((name) => intern(core, getTypeSchema(name === "fraction" ? "number" : name)));
}

function getTypeSchema(type: string): JsonObject {
  const schema = typeSchemas.get(type) ?? { type };
  typeSchemas.set(type, schema);
  return schema;
}
