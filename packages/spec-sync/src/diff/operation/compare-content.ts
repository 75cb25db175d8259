import {
  compareText,
  formType,
  getField,
  intern,
  type JsonObject,
  readContent,
  readEncoding,
  type Reading,
  readSchemaSite,
} from "@just-one/document";
import { compareFields, getMap } from "./compare-fields.ts";
import { compareSchemas } from "../schema/compare-schemas.ts";
import { isScalar } from "./is-scalar.ts";
import { compareSerialisation, likeScalars } from "./compare-serialisation.ts";
import { pairMediaTypes } from "./pair-media-types.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Compares the media types a body comes in, and the schema of each. */
export function compareContent(scope: Scope, before: JsonObject, after: JsonObject): void {
  const one = readContent(before);
  const other = readContent(after);
  const removed = [...one.keys()].filter((type) => !other.has(type));
  const added = [...other.keys()].filter((type) => !one.has(type));
  for (const [type, body] of one) {
    const counterpart = other.get(type);
    const place = enterPart(scope, ` ${type}`);
    if (counterpart === undefined) continue;
    if (type === formType) compareForms(place, body, counterpart);
    else compareMediaTypes(place, body, counterpart);
  }
  const pairs = pairMediaTypes(removed, added, scope.direction);
  for (const { gone, come, change } of pairs) {
    if (change === "widened") reportAspect(scope, "media-type-added", { after: come });
    else reportAspect(scope, `media-type-${change}`, { before: gone, after: come });
    compareMediaTypes(enterPart(scope, ` ${come}`), one.get(gone) ?? {}, other.get(come) ?? {});
  }
  for (const type of removed.filter((each) => pairs.every(({ gone }) => gone !== each))) {
    reportAspect(scope, "media-type-removed", { before: type });
  }
  for (const type of added.filter((each) => pairs.every(({ come }) => come !== each))) {
    reportAspect(scope, "media-type-added", { after: type });
  }
}

/** A form is an object, whether it says so or not. */
function compareForms(scope: Scope, before: JsonObject, after: JsonObject): void {
  compareMediaTypes(scope, toForm(before, scope.session.before), toForm(after, scope.session.after));
}

const anyObject: JsonObject = { type: "object" };

function toForm(body: JsonObject, side: Reading): JsonObject {
  const schema = getField(body, "schema");
  const flat = schema === undefined ? undefined : side.flatten(readSchemaSite(schema, side.references).core);
  if (schema === undefined || flat?.types !== undefined || flat?.properties.size === 0) return body;
  return { ...body, schema: intern(schema, anyObject) };
}

function compareMediaTypes(scope: Scope, before: JsonObject, after: JsonObject): void {
  compareSchemas(scope, getField(before, "schema"), getField(after, "schema"));
  compareFields(scope, { before, after, known: ["schema", "encoding"] });
  const [one, other] = [getMap(before, "encoding"), getMap(after, "encoding")];
  for (const name of [...new Set([...one.keys(), ...other.keys()])].toSorted(compareText)) {
    const place = enterPart(scope, `.${name}#encoding`);
    const [written, newly] = [readEncoding(one.get(name)), readEncoding(other.get(name))];
    const { session } = scope;
    const areScalar =
      isScalar(findField(before, name, session.before), session.before) &&
      isScalar(findField(after, name, session.after), session.after);
    compareSerialisation(place, areScalar ? likeScalars(written, newly) : written, newly);
  }
}

/** The field of a form, as a parameter would have its schema. */
function findField(body: JsonObject, name: string, side: Reading): JsonObject {
  const { core } = readSchemaSite(getField(body, "schema") ?? true, side.references);
  return { schema: side.flatten(core).properties.get(name) ?? true };
}
