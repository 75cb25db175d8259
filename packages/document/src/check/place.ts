import { revealHidden } from "./hidden-text.ts";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { formatPointer, type JsonPath } from "../json/json-pointer.ts";

/** Reports a problem at a place by throwing. */
export type Fail = (path: JsonPath, problem: string) => never;

/** Says where a value stands as `file:line:column: /pointer`. Re-reads the text, so it is for failures only. */
export function describePlace(source: { file: string; text?: string }, path: JsonPath): string {
  const pointer = revealHidden(formatPointer(path));
  if (source.text === undefined) return `${source.file}: ${pointer}`;
  const tree = parseTree(source.text);
  const node = tree && findNodeAtLocation(tree, [...path]);
  // A property's node is its value; its key, one node up, is what a reader looks for.
  const offset = (node?.parent?.type === "property" ? node.parent : node)?.offset ?? 0;
  const before = source.text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return `${source.file}:${line}:${column}: ${pointer}`;
}
