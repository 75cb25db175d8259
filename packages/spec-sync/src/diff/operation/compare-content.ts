import { compareText, getField, type JsonObject, readContent, readEncoding } from "@just-one/document";
import { compareFields, getMap } from "./compare-fields.ts";
import { compareSchemas } from "../schema/compare-schemas.ts";
import { compareSerialisation } from "./compare-serialisation.ts";
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
    if (counterpart !== undefined) compareMediaTypes(enterPart(scope, ` ${type}`), body, counterpart);
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

function compareMediaTypes(scope: Scope, before: JsonObject, after: JsonObject): void {
  compareSchemas(scope, getField(before, "schema"), getField(after, "schema"));
  compareFields(scope, { before, after, known: ["schema", "encoding"] });
  const [one, other] = [getMap(before, "encoding"), getMap(after, "encoding")];
  for (const name of [...new Set([...one.keys(), ...other.keys()])].toSorted(compareText)) {
    const place = enterPart(scope, `.${name}#encoding`);
    compareSerialisation(place, readEncoding(one.get(name)), readEncoding(other.get(name)));
  }
}
