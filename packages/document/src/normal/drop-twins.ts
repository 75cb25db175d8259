import type { SchemaNode } from "./schema-node.ts";

/** Leaves in once what must hold, or may, and is said twice, however it was spelled; tells whether there was any. */
export function dropTwins(nodes: readonly SchemaNode[]): boolean {
  let areFewer = false;
  for (const node of nodes) {
    const seen = new Set<string>();
    const parts = node.parts.filter(({ keyword, use }) => {
      // Exactly one of two that are the same never fits.
      if (keyword !== "anyOf" && keyword !== "allOf") return true;
      const key = JSON.stringify([keyword, use.node.key, [...use.words]]);
      return use.node.key === "" || (!seen.has(key) && seen.add(key));
    });
    areFewer ||= parts.length < node.parts.length;
    node.parts = parts;
  }
  return areFewer;
}
