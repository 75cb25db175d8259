/** Where a value stands in a document, from the root inwards. */
export type JsonPath = readonly (string | number)[];

/** Writes a path as an RFC 6901 JSON Pointer: `/paths/~1api~1x/get`; the root is `/`, which reads better than nothing. */
export function formatPointer(path: JsonPath): string {
  return `/${path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}

/** Reads the steps of a pointer written as a reference into the same document (`#/components/…`). */
export function parsePointer(reference: string): string[] {
  return reference
    .slice("#/".length)
    .split("/")
    .map((step) => decodeStep(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
