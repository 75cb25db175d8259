import { findHidden } from "@just-one/encoders";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";

/** Leaves out the properties whose names the door would refuse: one strange reply must not stop the build. */
export function dropHiddenNames(schema: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (findHidden(key) === undefined) setOwn(kept, key, dropFromValue(value));
  }
  return kept;
}

function dropFromValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(dropFromValue);
  return isJsonObject(value) ? dropHiddenNames(value) : value;
}
