import { compareValues } from "../json/compare-values.ts";
import type { JsonValue } from "../json/json-value.ts";
import { sortShape } from "./read-node.ts";
import { isUntyped, listTypes, listValues, type SchemaNode, type SchemaPart } from "./schema-node.ts";

/** A choice with a discriminator: the values of one property, and what each of them stands for. */
export interface Choice {
  node: SchemaNode;
  property: string;
  targets: readonly { value: string; target: SchemaNode; isImplied: boolean }[];
}

/**
 * Says in each alternative of a choice which values of the discriminator's property stand for it, as if the schema had
 * said so itself: whatever reads the form need not know of discriminators. Nodes must have keys, since an alternative
 * that is written out is still the one that the mapping names.
 *
 * @returns the nodes it made, without keys.
 */
export function tellApart(choices: readonly Choice[]): SchemaNode[] {
  const made: SchemaNode[] = [];
  const known = new Map<string, SchemaNode>();
  const waiting = [...choices];
  const ends: (() => void)[] = [];
  for (const { node, property, targets } of waiting) {
    const mapped = new Set(targets.filter(({ isImplied }) => !isImplied).map(({ target }) => target.key));
    const own = targets.filter(({ isImplied, target }) => !isImplied || !mapped.has(target.key));
    const told = Map.groupBy(own, ({ target }) => target.key);
    const parts = node.parts.map((part) => {
      const { keyword, use } = part;
      const values = told.get(use.node.key)?.map(({ value }) => value);
      if ((keyword !== "oneOf" && keyword !== "anyOf") || values === undefined) return part;
      const key = JSON.stringify([use.node.key, property, values]);
      const whole = known.get(key) ?? narrow(use.node, { property, values, made });
      // What is a choice itself stays one.
      if (!known.has(key) && whole !== use.node) {
        waiting.push(
          ...choices.filter((choice) => choice.node === use.node).map((choice) => ({ ...choice, node: whole })),
        );
      }
      known.set(key, whole);
      return { ...part, use: { ...use, node: whole } };
    });
    // Until all are looked at, everything is as it was read.
    ends.push(() => (node.parts = parts));
  }
  for (const end of ends) end();
  return made;
}

/** A schema whose property has no values but these; the same one where it says so itself, or cannot be told. */
function narrow(
  node: SchemaNode,
  { property, values, made }: { property: string; values: readonly string[]; made: SchemaNode[] },
): SchemaNode {
  const index = node.parts.findIndex(({ keyword, name }) => keyword === "properties" && name === property);
  const part = node.parts[index];
  const shape = part && narrowShape(part.use.node, values);
  if (part === undefined || shape === undefined) return node;
  const value: SchemaNode = { shape, parts: [], key: "" };
  const told: SchemaPart = { ...part, use: { ...part.use, node: value } };
  const whole: SchemaNode = { ...node, parts: node.parts.with(index, told), key: "" };
  made.push(value, whole);
  return whole;
}

/** Undefined where the property's own words say as much, or something else: those hold. */
function narrowShape(node: SchemaNode, values: readonly string[]): SchemaNode["shape"] | undefined {
  if (node.shape === false || node.parts.length > 0) return undefined;
  const types = isUntyped(node) ? ["string"] : listTypes(node);
  const listed = listValues(node);
  const allowed = values.filter((value) => listed === undefined || listed.includes(value));
  if (!types.includes("string") || allowed.length === 0) return undefined;
  const hasNull = listed === undefined ? types.includes("null") : listed.includes(null);
  const all: JsonValue[] = [...allowed, ...(hasNull ? [null] : [])].toSorted(compareValues);
  if (all.length === listed?.length) return undefined;
  const { type = "string", ...rest } = node.shape;
  return sortShape({ ...rest, type, enum: all });
}
