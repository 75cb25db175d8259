import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";
import { judgeTest } from "./judge-test.ts";
import type { Query, Selector } from "./query.ts";

/** A value of a document and where it stands; the document itself stands nowhere. */
export interface Node {
  value: JsonValue;
  place?: { parent: JsonValue[]; key: number } | { parent: JsonObject; key: string };
}

/** Finds what a query names, in its order: a node that it names twice is there twice. */
export function findNodes(document: JsonValue, query: Query): Node[] {
  return find({ value: document }, query, document);
}

function find(start: Node, { segments }: Query, document: JsonValue): Node[] {
  let nodes = [start];
  for (const { isDescendant, selectors } of segments) {
    const asked = isDescendant ? nodes.flatMap(listWithin) : nodes;
    nodes = asked.flatMap((node) => selectors.flatMap((selector) => select(node.value, selector, document)));
  }
  return nodes;
}

/** A node and all within it, each before what is in it. */
function listWithin(start: Node): Node[] {
  const found: Node[] = [];
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    found.push(node);
    waiting.push(...listChildren(node.value).toReversed());
  }
  return found;
}

function listChildren(value: JsonValue): Node[] {
  if (Array.isArray(value)) return value.map((item, key) => ({ value: item, place: { parent: value, key } }));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([key, item]) => ({ value: item, place: { parent: value, key } }));
}

function select(value: JsonValue, selector: Selector, document: JsonValue): Node[] {
  if (selector.kind === "wildcard") return listChildren(value);
  if (selector.kind === "filter") {
    return listChildren(value).filter((child) =>
      judgeTest(selector.test, (query) => find(query.root === "$" ? { value: document } : child, query, document)),
    );
  }
  if (selector.kind === "name") {
    const { name } = selector;
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return [];
    return [{ value: value[name] ?? null, place: { parent: value, key: name } }];
  }
  if (!Array.isArray(value)) return [];
  const keys = selector.kind === "index" ? [selector.index] : listSlice(selector, value.length);
  return keys
    .map((key) => (key < 0 ? key + value.length : key))
    .filter((key) => key >= 0 && key < value.length)
    .map((key) => ({ value: value[key] ?? null, place: { parent: value, key } }));
}

/** The numbers of a slice, as RFC 9535 counts them (2.3.4.2.2). */
function listSlice({ start, end, step }: Extract<Selector, { kind: "slice" }>, length: number): number[] {
  if (step === 0) return [];
  const isForward = step > 0;
  const [lowest, highest] = isForward ? [0, length] : [-1, length - 1];
  const bind = (bound: number): number => Math.min(Math.max(bound < 0 ? bound + length : bound, lowest), highest);
  const first = start === undefined ? (isForward ? lowest : highest) : bind(start);
  const last = end === undefined ? (isForward ? highest : lowest) : bind(end);
  const keys: number[] = [];
  for (let key = first; isForward ? key < last : key > last; key += step) keys.push(key);
  return keys;
}
