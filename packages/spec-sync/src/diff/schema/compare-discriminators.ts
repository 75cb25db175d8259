import {
  type FlatSchema,
  getField,
  getObject,
  getText,
  isJsonObject,
  isSameSet,
  type JsonValue,
  type Reading,
  readSchemaSite,
} from "@just-one/document";
import { isSameSchema } from "./is-same-schema.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Compares which property tells alternatives apart, and which of its values stands for which of them. */
export function compareDiscriminators(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const one = readDiscriminator(before, scope.session.before);
  const other = readDiscriminator(after, scope.session.after);
  if (one === undefined && other === undefined) return;
  const isSame =
    one !== undefined &&
    other !== undefined &&
    one.property === other.property &&
    isSameSet(new Set(one.targets.keys()), new Set(other.targets.keys())) &&
    [...one.targets].every(([value, target]) => leadToSame(scope, target, other.targets.get(value)));
  if (isSame) return;
  reportAspect(enterPart(scope, "#discriminator"), "condition-changed", {
    before: one === undefined ? null : [one.property, ...one.targets.keys()],
    after: other === undefined ? null : [other.property, ...other.targets.keys()],
  });
}

interface Discriminator {
  property: string;
  /** By value, the schema it stands for. */
  targets: ReadonlyMap<string, JsonValue>;
}

function readDiscriminator(schema: FlatSchema, side: Reading): Discriminator | undefined {
  const written = schema.keywords.get("discriminator");
  if (!isJsonObject(written)) return undefined;
  const targets = new Map<string, JsonValue>();
  // Without a mapping the component's own name is the value: there, renaming a component changes what travels.
  for (const branch of schema.alternatives?.branches ?? []) {
    const name = readSchemaSite(branch, side.references).component?.split(".").at(-1);
    if (name !== undefined) targets.set(name, branch);
  }
  const mapping = getObject(written, "mapping") ?? {};
  for (const value of Object.keys(mapping)) {
    const reference = toReference(getText(mapping, value));
    for (const [name, branch] of targets) if (getReference(branch) === reference) targets.delete(name);
    targets.set(value, { $ref: reference });
  }
  const names = [...targets].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { property: getText(written, "propertyName"), targets: new Map(names) };
}

function leadToSame(scope: Scope, before: JsonValue, after: JsonValue | undefined): boolean {
  if (after === undefined) return false;
  const { session } = scope;
  const one = readSchemaSite(before, session.before.references);
  const other = readSchemaSite(after, session.after.references);
  // One name on both sides is one schema, whose own changes are told where it stands.
  return one.component === other.component || isSameSchema(scope, one.core, other.core);
}

function toReference(target: string): string {
  return target.includes("/") ? target : `#/components/schemas/${target}`;
}

function getReference(schema: JsonValue): JsonValue | undefined {
  return isJsonObject(schema) ? getField(schema, "$ref") : undefined;
}
