import { findHidden } from "./hidden-text.ts";
import type { JsonPath } from "../json/json-pointer.ts";
import { isJsonObject, type JsonValue } from "../json/json-value.ts";
import type { Fail } from "./place.ts";

interface Place {
  path: JsonPath;
  fail: Fail;
}

/** Refuses what nobody sees, or what turns round or breaks what stands beside it, in text that is a name or a value. */
export function checkText(text: string, { path, fail }: Place): void {
  const hidden = findHidden(text);
  if (hidden === undefined) return;
  fail(path, `holds ${hidden}, which cannot be seen or hides what stands beside it; names and values are plain text`);
}

/** Refuses values that generated code could not hold as they are: hidden characters, and numbers that were rounded. */
export function checkValue(value: JsonValue | undefined, { path, fail }: Place): void {
  if (typeof value === "string") {
    checkText(value, { path, fail });
  } else if (typeof value === "number" || typeof value === "bigint") {
    if (typeof value === "number" && !Number.isFinite(value)) fail(path, "a number that is not finite");
    if (typeof value === "bigint" || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      fail(path, `${value} may stand for another number, for it is past 2^53; list it as text, in an overlay`);
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, { path: [...path, index], fail });
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      checkText(key, { path: [...path, key], fail });
      checkValue(item, { path: [...path, key], fail });
    }
  }
}
