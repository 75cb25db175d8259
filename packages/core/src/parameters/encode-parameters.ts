import type { CatalogEntry, CatalogParameter } from "@just-one/api";

/**
 * Encodes the parameters that an operation has in its query or form body as `name=value&…`. `undefined` and `null` are
 * left out, and so is what the operation does not have.
 */
export function encodeParameters(entry: CatalogEntry, place: CatalogParameter["in"], parameters: object): string {
  let text = "";
  for (const { name, in: where } of entry.parameters) {
    if (where !== place || !Object.hasOwn(parameters, name)) continue;
    // Safe: an object's own members may be read by name; the value stays unknown.
    const value = (parameters as Readonly<Record<string, unknown>>)[name];
    if (Array.isArray(value)) for (const item of value) text += encodePair(name, item);
    else if (typeof value === "object" && value !== null)
      // In order, so that equal parameters make equal requests.
      for (const key of Object.keys(value).toSorted()) text += encodePair(`${name}[${key}]`, Reflect.get(value, key));
    else text += encodePair(name, value);
  }
  return text.slice(1);
}

/** Puts parameters where a path has their names in braces. */
export function encodePath(path: string, parameters: object): string {
  if (!path.includes("{")) return path; // most of them
  // Safe: the value stays unknown; a path parameter is required, and the check saw to it.
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(toText((parameters as Readonly<Record<string, unknown>>)[name])),
  );
}

function encodePair(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  return `&${encodeURIComponent(name)}=${encodeURIComponent(toText(value))}`;
}

/** The text of one value; what is nested deeper than the vendor's parameters go is sent as JSON. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "bigint" ? value.toString() : JSON.stringify(value);
}
