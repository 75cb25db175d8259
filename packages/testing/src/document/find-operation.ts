import type { DocumentOperation } from "./read-operations.ts";

/** The operation that a request is for, and what stands in its path's places. */
export interface FoundOperation {
  readonly operation: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Finds what a request is for by its method and its path, encoded as it came; undefined when the document has none. */
export type FindOperation = (method: string, encodedPath: string) => FoundOperation | undefined;

/** Of several paths that fit, the one that leaves least open wins, so a path without places wins over all others. */
export function createFindOperation(operations: Iterable<DocumentOperation>): FindOperation {
  const templates = Array.from(operations, (operation) => ({ ...operation, read: createPathReader(operation.path) }))
    .filter(({ path }) => path.includes("{"))
    .toSorted((one, other) => countSaid(other.path) - countSaid(one.path));
  const plain = new Map(Array.from(operations, ({ method, path, operation }) => [`${method} ${path}`, operation]));

  return (method, encodedPath) => {
    const asked = method.toLowerCase();
    const known = plain.get(`${asked} ${encodedPath.split("/").map(decode).join("/")}`);
    if (known !== undefined) return { operation: known, values: {} };
    for (const template of templates) {
      const values = template.method === asked ? template.read(encodedPath) : undefined;
      if (values !== undefined) return { operation: template.operation, values: Object.fromEntries(values) };
    }
    return undefined;
  };
}

/** Reads what stands in the places of a path such as `/a/{id}.json`, in their order; undefined where it does not fit. */
export function createPathReader(path: string): (encodedPath: string) => [string, string][] | undefined {
  const template = path.split("/").map(splitSegment);
  return (encodedPath) => {
    const segments = encodedPath.split("/").map(decode);
    if (segments.length !== template.length) return undefined;
    const values = template.map((segment, index) => matchSegment(segment, segments[index] ?? ""));
    return values.every((found) => found !== undefined) ? values.flat() : undefined;
  };
}

interface Segment {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** A place takes at least one character. */
function splitSegment(segment: string): Segment {
  const parts = segment.split(/\{([^{}]*)\}/u);
  const source = parts.map((part, index) => (index % 2 === 1 ? "(.+?)" : escapePattern(part))).join("");
  return { pattern: new RegExp(`^${source}$`, "su"), names: parts.filter((_, index) => index % 2 === 1) };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\^$\\.*+?()[\]{}|/]/gu, String.raw`\$&`);
}

function matchSegment({ pattern, names }: Segment, text: string): [string, string][] | undefined {
  const found = pattern.exec(text);
  return found === null ? undefined : names.map((name, index) => [name, found[index + 1] ?? ""]);
}

/** How much of a path is said. */
function countSaid(path: string): number {
  return path.replaceAll(/\{[^{}]*\}/gu, "").length;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // encoded wrongly, it stays as it came
  }
}
