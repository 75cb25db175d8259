import type { CatalogEntry } from "@just-one/api";

/** Tells what of a call the vendor has taken away: the operation, or a parameter that is passed. */
export function findRemoval(entry: CatalogEntry, parameters: unknown): string | undefined {
  if (entry.removed !== undefined) {
    return `${entry.operation} was not sent: the vendor removed this (missing since ${entry.removed}); stop calling it`;
  }
  if (typeof parameters !== "object" || parameters === null) return undefined;
  for (const { name, removed } of entry.parameters) {
    if (removed === undefined) continue;
    // Safe: an object's own members may be read by name; the value stays unknown.
    const isPassed = Object.hasOwn(parameters, name) && (parameters as Record<string, unknown>)[name] !== undefined;
    if (isPassed) {
      return `${entry.operation} was not sent: the vendor removed ${name} (missing since ${removed}); stop passing it`;
    }
  }
  return undefined;
}
