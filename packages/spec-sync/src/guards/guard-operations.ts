import { listOperations } from "@just-one/document";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

/** More than this share of the operations never went at once but by accident. */
const maxShareGone = 0.03;

/**
 * Stops when more than 3 % of the operations are gone, or when all that are gone were hidden ones: the vendor once took
 * out 47 hidden ones and brought them back six days later. A move is no loss.
 */
export const guardOperations: Guard = ({ before, diff }) => {
  const gone = diff.changes.filter(({ kind }) => kind === "operation-removed").map(({ operation }) => operation);
  if (gone.length === 0) return undefined;
  const all = listOperations(before.document);
  const hidden = new Set(all.filter(({ operation }) => operation["x-docs-hidden"] === true).map(({ name }) => name));
  const isOnlyHidden = gone.every((name) => hidden.has(name));
  if (gone.length <= all.length * maxShareGone && !isOnlyHidden) return undefined;
  const share = `${gone.length} of ${all.length} operations are gone`;
  return {
    guard: "operations-gone",
    what: `${share}${isOnlyHidden ? ", all of them hidden ones" : ""}: ${nameSome(gone)}`,
    howMany: gone.length,
  };
};
