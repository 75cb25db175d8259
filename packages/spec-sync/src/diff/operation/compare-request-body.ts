import { getField, getObject, type JsonObject, readContent, type Reading, readSchemaSite } from "@just-one/document";
import { compareContent } from "./compare-content.ts";
import { compareFields } from "./compare-fields.ts";
import { enterName, report, type Scope } from "../scope.ts";
import { compareOnce } from "../session.ts";

/** Compares what two operations take as a body. */
export function compareRequestBodies(scope: Scope, before: JsonObject, after: JsonObject): void {
  const { session } = scope;
  const here = enterName(scope, "body");
  const one = getObject(before, "requestBody");
  const other = getObject(after, "requestBody");
  if (one === undefined && other === undefined) return;
  if (other === undefined) return report(here, "request-body-removed", {});
  const target = session.after.references.resolve(other);
  if (one === undefined) {
    const isNeeded = isRequired(target.value) || hasRequiredProperties(target.value, session.after);
    return report(here, isNeeded ? "required-request-body-added" : "request-body-added", {});
  }
  const source = session.before.references.resolve(one);
  compareOnce(here, { before: source, after: target }, (inner) => {
    const [wasRequired, isNowRequired] = [isRequired(source.value), isRequired(target.value)];
    if (wasRequired && !isNowRequired) report(inner, "request-body-became-optional", {});
    if (!wasRequired && isNowRequired) {
      const isFormal = hasRequiredProperties(source.value, session.before);
      report(inner, isFormal ? "request-body-became-formally-required" : "request-body-became-required", {});
    }
    compareFields(inner, { before: source.value, after: target.value, known: ["content", "required"] });
    compareContent(inner, source.value, target.value);
  });
}

function isRequired(body: JsonObject): boolean {
  return getField(body, "required") === true;
}

/** Tells whether callers have to send something whatever the media type: the body was required in all but name. */
function hasRequiredProperties(body: JsonObject, side: Reading): boolean {
  const schemas = [...readContent(body).values()].map((type) => getField(type, "schema") ?? true);
  return (
    schemas.length > 0 &&
    schemas.every((schema) => side.flatten(readSchemaSite(schema, side.references).core).required.size > 0)
  );
}
