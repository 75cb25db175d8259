import { getField } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { dropExtensions } from "../json/drop-extensions.ts";

/** How a value is written into a URL, a header or a form, every default filled in. */
export interface Serialisation {
  style: JsonValue;
  explode: JsonValue;
  allowReserved: JsonValue;
  contentType: JsonValue;
  headers: JsonValue;
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
