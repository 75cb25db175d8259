import { formatCanonicalJson } from "../json/canonical-json.ts";
import { compareText } from "../json/compare-text.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import { digest } from "./digest.ts";
import { DocumentError } from "../document-error.ts";
import type { SchemaNode, SchemaPart } from "./schema-node.ts";

/**
 * Gives every node its key, so that two have the same key when nothing that follows from them differs, and puts the
 * parts in no order into one. Keys of schemas that hold themselves are found by looking one step further at a time,
 * until looking further tells no more of them apart: one that is written out once more is still the same.
 */
export function settleNodes(nodes: readonly SchemaNode[]): void {
  const users = new Map<SchemaNode, SchemaNode[]>();
  const waiting = new Map<SchemaNode, number>();
  for (const node of nodes) {
    const parts = new Set(node.parts.map(({ use }) => use.node));
    waiting.set(node, parts.size);
    for (const part of parts) {
      const known = users.get(part);
      if (known === undefined) users.set(part, [node]);
      else known.push(node);
    }
  }
  const ready = nodes.filter((node) => waiting.get(node) === 0);
  for (const node of ready) {
    node.key = sign(node);
    for (const user of users.get(node) ?? []) {
      const left = (waiting.get(user) ?? 0) - 1;
      waiting.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  settleCircles(nodes.filter((node) => (waiting.get(node) ?? 0) > 0));
  const readTypes = createTypeReader();
  for (const node of nodes) node.parts = sortParts(node.parts, readTypes);
}

/** Many times what the largest public documents take. A circle of thousands takes as many rounds as it is long. */
const maxSigned = 1_000_000;

function settleCircles(nodes: readonly SchemaNode[]): void {
  let count = 0;
  for (let signed = nodes.length; ; signed += nodes.length) {
    if (signed > maxSigned)
      throw new DocumentError("schemas hold each other in circles that are too long to be followed");
    const keys = nodes.map(sign);
    for (const [index, node] of nodes.entries()) node.key = keys[index] ?? "";
    const told = new Set(keys).size;
    if (told === count) return;
    count = told;
  }
}

function sign(node: SchemaNode): string {
  const parts = node.parts.map(signPart);
  const lists = new Map<string, string[]>();
  for (const [index, { keyword, isListed }] of node.parts.entries()) {
    if (isListed && keyword !== "prefixItems") (lists.get(keyword) ?? addTo(lists, keyword)).push(parts[index] ?? "");
  }
  const ordered = parts.filter((_part, index) => {
    const part = node.parts[index];
    return part?.isListed === false || part?.keyword === "prefixItems";
  });
  const unordered = [...lists].map(([keyword, signs]) => [keyword, ...signs.toSorted(compareText)]);
  return digest(JSON.stringify([shapeText(node), ordered, unordered]));
}

function addTo(lists: Map<string, string[]>, keyword: string): string[] {
  const list: string[] = [];
  lists.set(keyword, list);
  return list;
}

function signPart({ keyword, name = "", use }: SchemaPart): string {
  return JSON.stringify([keyword, name, formatWords(use), use.node.key]);
}

const wordTexts = new WeakMap<object, string>();

function formatWords({ words }: SchemaPart["use"]): string {
  const known = wordTexts.get(words) ?? formatCanonicalJson(Object.fromEntries(words));
  wordTexts.set(words, known);
  return known;
}

const shapeTexts = new WeakMap<object, string>();

function shapeText({ shape }: SchemaNode): string {
  if (shape === false) return "false";
  const known = shapeTexts.get(shape) ?? stringifyJson(shape);
  shapeTexts.set(shape, known);
  return known;
}

/** What a node is to somebody who writes types: the same whatever words, formats and limits say. */
type TypeReader = (node: SchemaNode, depth?: number) => string;

/** Deep enough to tell apart what differs; what differs further in comes in the order of the keys. */
const maxDepth = 4;

function createTypeReader(): TypeReader {
  const known = Array.from({ length: maxDepth + 1 }, () => new Map<SchemaNode, string>());
  const read: TypeReader = (node, depth = maxDepth) => {
    const found = known[depth]?.get(node);
    if (found !== undefined) return found;
    const { type = null, enum: values = null, required = null } = node.shape === false ? {} : node.shape;
    const parts =
      depth === 0 ? [] : node.parts.map(({ keyword, name = "", use }) => [keyword, name, read(use.node, depth - 1)]);
    const text = digest(
      stringifyJson([
        node.shape === false,
        type,
        values,
        required,
        parts.map((part) => part.join(" ")).toSorted(compareText),
      ]),
    );
    known[depth]?.set(node, text);
    return text;
  };
  return read;
}

/** Lists in no order by what a reader sees first: the type, then whatever else types tell, then what tells them apart. */
function sortParts(parts: readonly SchemaPart[], readTypes: TypeReader): SchemaPart[] {
  return parts.toSorted((one, other) => {
    if (one.keyword !== other.keyword) return compareText(one.keyword, other.keyword);
    if (!one.isListed || one.keyword === "prefixItems") return compareText(one.name ?? "", other.name ?? "");
    return (
      compareText(firstText(one.use.node), firstText(other.use.node)) ||
      compareText(readTypes(one.use.node), readTypes(other.use.node)) ||
      compareText(one.use.node.key, other.use.node.key) ||
      compareText(formatWords(one.use), formatWords(other.use))
    );
  });
}

function firstText({ shape }: SchemaNode): string {
  return shape === false ? "false" : stringifyJson([shape["type"] ?? null, shape["enum"] ?? null]);
}
