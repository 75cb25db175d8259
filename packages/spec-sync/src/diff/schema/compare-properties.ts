import {
  anySchema,
  compareText,
  type FlatSchema,
  type JsonValue,
  type Reading,
  readSchemaSite,
} from "@just-one/document";
import { describeSchema } from "./describe-schema.ts";
import { pairRenames } from "../support/pair-renames.ts";
import { enterName, reportAspect, type Scope } from "../scope.ts";

/** Compares the properties of two objects, as far as they are seen in the direction of the scope. */
export function compareProperties(scope: Scope, before: FlatSchema, after: FlatSchema): void {
  const { session } = scope;
  const one = readProperties(before, { side: session.before, scope });
  const other = readProperties(after, { side: session.after, scope });
  const removed = [...one.keys()].filter((name) => !other.has(name));
  const added = [...other.keys()].filter((name) => !one.has(name));
  const renames = pairRenames(removed, added);
  const newNames = new Set(renames.values());
  for (const [name, property] of one) {
    const newName = renames.get(name) ?? name;
    const counterpart = other.get(newName);
    const place = enterName(scope, name);
    if (counterpart === undefined) {
      reportAspect(place, "property-removed", { before: describeSchema(property.schema, session.before) });
      continue;
    }
    if (newName !== name) reportAspect(place, "property-renamed", { before: name, after: newName });
    if (property.required !== counterpart.required) {
      reportAspect(place, counterpart.required ? "property-became-required" : "property-became-optional", {});
    }
    scope.session.compareSchemas(place, property.schema, counterpart.schema);
  }
  for (const name of added) {
    const property = other.get(name);
    if (property === undefined || newNames.has(name)) continue;
    reportAspect(enterName(scope, name), property.required ? "required-property-added" : "property-added", {
      after: describeSchema(property.schema, session.after),
    });
  }
}

interface Property {
  schema: JsonValue;
  required: boolean;
}

/** A required name that no property describes is a property that may hold anything. */
function readProperties(schema: FlatSchema, { side, scope }: { side: Reading; scope: Scope }): Map<string, Property> {
  const names = new Set([...schema.properties.keys(), ...schema.required]);
  const hidden = scope.direction === "request" ? "readOnly" : "writeOnly";
  const found = new Map<string, Property>();
  for (const name of [...names].toSorted(compareText)) {
    const property = schema.properties.get(name) ?? anySchema;
    const site = readSchemaSite(property, side.references);
    const isHidden = site.annotations.get(hidden) ?? side.flatten(site.core).annotations.get(hidden);
    if (isHidden !== true) found.set(name, { schema: property, required: schema.required.has(name) });
  }
  return found;
}
