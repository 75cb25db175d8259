import {
  type Discriminator,
  type FlatSchema,
  isJsonObject,
  isSameSet,
  type JsonValue,
  readDiscriminator,
  type Reading,
  readSchemaSite,
} from "@just-one/document";
import { isSameSchema, tellClass } from "./is-same-schema.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Compares which property tells alternatives apart, and which of its values stands for which of them. */
export function compareDiscriminators(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const one = read(before, scope, "before");
  const other = read(after, scope, "after");
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

function read(schema: FlatSchema, scope: Scope, sideName: "before" | "after"): Discriminator | undefined {
  const side = scope.session[sideName];
  const written = schema.keywords.get("discriminator");
  if (!isJsonObject(written)) return undefined;
  const found = readDiscriminator(written, schema.alternatives?.branches ?? [], side.references);
  const mapped = [...found.targets].filter(([value]) => !found.implied.has(value));
  const isCopy = (target: JsonValue): boolean =>
    mapped.some(
      ([, other]) => other !== undefined && tellClass(scope, sideName, target) === tellClass(scope, sideName, other),
    );
  const told = [...found.targets].filter(
    ([value, target]) =>
      !found.implied.has(value) ||
      target === undefined ||
      !(isCopy(target) || tellsItself(target, found.property, side)),
  );
  return { ...found, targets: new Map(told) };
}

/** Tells an alternative that lists its own values: what it is called is then nothing that travels. */
function tellsItself(target: JsonValue, property: string, side: Reading): boolean {
  const told = side.flatten(readSchemaSite(target, side.references).core).properties.get(property);
  return told !== undefined && side.flatten(readSchemaSite(told, side.references).core).values !== undefined;
}

function leadToSame(scope: Scope, before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  const { session } = scope;
  const one = readSchemaSite(before, session.before.references);
  const other = readSchemaSite(after, session.after.references);
  if (one.component !== other.component) return isSameSchema(scope, one.core, other.core);
  // One name on both sides is one schema, whose own changes are told where it stands, be it among the alternatives or not.
  session.compareSchemas(enterPart(scope, "#discriminator"), before, after);
  return true;
}
