import { isJsonObject, type JsonObject, type JsonValue } from "../../document/json-value.ts";
import { formatCanonicalJson } from "../support/canonical-json.ts";
import { dropExtensions } from "../support/drop-extensions.ts";
import { getField } from "../support/json-fields.ts";
import { reportAspect, type Scope } from "../scope.ts";

/** How a value is written into a URL, a header or a form, every default filled in. */
export interface Serialisation {
  style: JsonValue;
  explode: JsonValue;
  allowReserved: JsonValue;
  contentType: JsonValue;
  headers: JsonValue;
}

/** Compares how values are written. */
export function compareSerialisation(scope: Scope, before: Serialisation, after: Serialisation): void {
  if (formatCanonicalJson({ ...before }) === formatCanonicalJson({ ...after })) return;
  const changed = (["style", "explode", "allowReserved", "contentType", "headers"] as const).filter(
    (name) => formatCanonicalJson(before[name]) !== formatCanonicalJson(after[name]),
  );
  reportAspect(scope, "serialisation-changed", {
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, after[name]])),
  });
}

/** Reads how a parameter or a header in some place is written. */
export function readSerialisation(object: JsonObject, place: string): Serialisation {
  const style = getField(object, "style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
  return {
    style,
    explode: getField(object, "explode") ?? style === "form",
    allowReserved: getField(object, "allowReserved") ?? false,
    contentType: null,
    headers: null,
  };
}

/** Reads how one field of a form is written. */
export function readEncoding(encoding: JsonValue | undefined): Serialisation {
  const written = isJsonObject(encoding) ? encoding : {};
  return {
    ...readSerialisation(written, "query"),
    contentType: getField(written, "contentType") ?? null,
    headers: dropExtensions(getField(written, "headers") ?? null, "description"),
  };
}
