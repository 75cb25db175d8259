import { getField, getObject, type JsonObject, readSerialisation } from "@just-one/document";
import { compareContent } from "./compare-content.ts";
import { compareFields } from "./compare-fields.ts";
import { compareSchemas } from "../schema/compare-schemas.ts";
import { isScalar } from "./is-scalar.ts";
import { compareSerialisation, likeScalars } from "./compare-serialisation.ts";
import { enterPart, reportAspect, type Scope } from "../scope.ts";

/** Two versions of a parameter or a header, and the places they stand in. */
export interface FieldPair {
  before: JsonObject;
  after: JsonObject;
  place: readonly [before: string, after: string];
}

/** Compares what parameters and headers have in common: how they are written, and their schema. */
export function compareField(scope: Scope, { before, after, place }: FieldPair): void {
  compareFields(scope, { before, after, known: knownFields });
  const [wasEmpty, mayBeEmpty] = [getField(before, "allowEmptyValue"), getField(after, "allowEmptyValue")];
  if ((wasEmpty === true) !== (mayBeEmpty === true)) {
    const aspect = mayBeEmpty === true ? "condition-removed" : "condition-added";
    reportAspect(enterPart(scope, "#allowEmptyValue"), aspect, { before: wasEmpty, after: mayBeEmpty });
  }
  const [one, other] = [getObject(before, "content"), getObject(after, "content")];
  if (one !== undefined && other !== undefined) return compareContent(scope, before, after);
  if (one !== undefined || other !== undefined) {
    return reportAspect(enterPart(scope, "#content"), "serialisation-changed", {
      before: one === undefined ? null : Object.keys(one).toSorted(),
      after: other === undefined ? null : Object.keys(other).toSorted(),
    });
  }
  if (place[0] === place[1]) {
    const [written, newly] = [readSerialisation(before, place[0]), readSerialisation(after, place[1])];
    const areScalar = isScalar(before, scope.session.before) && isScalar(after, scope.session.after);
    compareSerialisation(scope, areScalar ? likeScalars(written, newly) : written, newly);
  }
  compareSchemas(scope, getField(before, "schema"), getField(after, "schema"));
}

const knownFields = [
  "name",
  "in",
  "required",
  "deprecated",
  "allowEmptyValue",
  "content",
  "style",
  "explode",
  "allowReserved",
  "schema",
];
