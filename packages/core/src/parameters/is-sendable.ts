import { isPlain } from "../copy-plain.ts";

/** Whether a value can be written into a query, form or path without losing anything on the way. */
export function isSendable(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case "string":
      return value.isWellFormed();
    case "number":
      return Number.isFinite(value);
    case "boolean":
      return true;
    case "bigint":
      return depth < 2; // below, it is JSON that is sent, which has no bigint
    case "object":
      return value === null || (depth < maxDepth && isSendableObject(value, depth + 1));
    case "undefined":
    case "function":
    case "symbol":
      return false;
  }
}

// Deeper than any document goes; an object that holds itself ends here, too.
const maxDepth = 16;

function isSendableObject(value: object, depth: number): boolean {
  if (Array.isArray(value)) return value.every((item) => isSendable(item, depth));
  return (
    isPlain(value) &&
    Object.entries(value).every(
      ([name, item]) => name.isWellFormed() && (item === undefined || isSendable(item, depth)),
    )
  );
}
