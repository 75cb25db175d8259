import { listParts, listProperties, listTypes, type SchemaUse } from "../normal/schema-node.ts";

/** Deeper than any reply of the vendor's; a schema that holds itself ends here. */
const maxDepth = 12;
const maxLines = 2000;

interface Place {
  readonly use: SchemaUse;
  readonly name: string;
  readonly depth: number;
}

/**
 * Writes what a reply holds as an outline, one place a line: ` play_mid: string — Median plays`. A space for each level;
 * `[*]` are the items of a list and `*` the values of a map; names that are not plain stand in quotes. Up to 2,000 lines and 12 levels.
 */
export function writeReplyLines(data: SchemaUse): string[] {
  const lines: string[] = [];
  collect({ use: data, name: "data", depth: 0 }, lines);
  return lines;
}

function collect({ use, name, depth }: Place, lines: string[]): void {
  if (lines.length >= maxLines || depth > maxDepth) return;
  const { node, words } = use;
  lines.push(`${" ".repeat(depth)}${name}: ${listTypes(node).join("|") || "unknown"}${describe(words)}`);
  const inner = { depth: depth + 1 };
  for (const { name: field = "", use: property } of listProperties(node)) {
    const plain = /^[\w$-]+$/.test(field) ? field : JSON.stringify(field);
    collect({ use: property, name: plain, ...inner }, lines);
  }
  for (const items of listParts(node, "items")) collect({ use: items, name: "[*]", ...inner }, lines);
  for (const keyword of ["patternProperties", "additionalProperties"]) {
    for (const value of listParts(node, keyword)) collect({ use: value, name: "*", ...inner }, lines);
  }
}

/** In one line. */
function describe(words: SchemaUse["words"]): string {
  const description = words.get("description");
  const line = typeof description === "string" ? description.replaceAll(/\s+/gu, " ").trim() : "";
  return line === "" ? "" : ` — ${line}`;
}
