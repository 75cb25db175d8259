import type { CatalogEntry } from "@just-one/api";
import { findNearest } from "@just-one/options/find-nearest";
import { ToolError } from "../results/tool-error.ts";
import type { Library } from "./library.ts";

/**
 * Finds an operation by `"METHOD /path"`, or by its path where only one method has it.
 *
 * @throws ToolError with what comes nearest
 */
export function findEntry(library: Library, name: string): CatalogEntry {
  const { catalog } = library;
  // What follows a ? is no part of the name, and may hold a token.
  const [first = "", second] = name.replace(/\?.*$/s, "").trim().split(/\s+/);
  const wanted = second === undefined ? undefined : `${first.toUpperCase()} ${second}`;
  const found = catalog.filter(({ operation, path }) => (wanted === undefined ? path === first : operation === wanted));
  const [entry] = found;
  if (entry !== undefined && found.length === 1) return entry;
  const nearest = findNearest(
    wanted ?? first,
    catalog.map(({ operation }) => operation),
  );
  const words = (second ?? first).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const near = new Set([
    ...(nearest === undefined ? [] : [nearest]),
    ...library.find(words.join(" "), { limit: 3 }).operations.map(({ operation }) => operation),
  ]);
  throw new ToolError({
    error: "unknown_operation",
    fix: "you: take a name that find_operations gives",
    say: "There is no operation of that name.",
    near: [...near].slice(0, 3),
  });
}
