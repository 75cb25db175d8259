import { getObject } from "../json/json-fields.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import type { JsonValue } from "../json/json-value.ts";
import { readOperations } from "../operation/operations.ts";
import type { Reading } from "../reading.ts";
import { readOperation } from "./normalize-document.ts";
import type { SchemaNode } from "./schema-node.ts";
import { createSchemaReader, type Hidden, type SchemaReader } from "./schema-reader.ts";

/** Says which class a schema is of: two of one class let the same through, and differ in words at most. */
export type TellClass = (schema: JsonValue, reading: Reading, hidden: Hidden) => number;

/**
 * Sorts the schemas of several readings into classes, all of them at once when the first is asked for. What holds itself,
 * however far round, is told apart by looking at what follows from it, and never by going down into it.
 */
export function createSchemaClasses(readings: readonly Reading[]): TellClass {
  let readers: ReadonlyMap<Reading, SchemaReader> | undefined;
  let classes: ReadonlyMap<SchemaNode, number> = new Map();
  return (schema, reading, hidden) => {
    readers ??= new Map(readings.map((each) => [each, readSchemas(each)]));
    const node = readers.get(reading)?.read(schema, hidden).node;
    if (node === undefined) return 0;
    if (!classes.has(node)) classes = sortNodes([...readers.values()].flatMap(({ nodes }) => nodes));
    return classes.get(node) ?? 0;
  };
}

/** Reads what a document's operations take and give; what nobody looks for there is read when it is asked for. */
function readSchemas(reading: Reading): SchemaReader {
  const schemas = createSchemaReader(reading);
  const context = { reading, schemas, replies: new Map(), requestsOnly: false };
  for (const field of ["paths", "webhooks"]) {
    for (const one of readOperations(getObject(reading.document, field), reading.references).values()) {
      readOperation(one, context);
    }
  }
  return schemas;
}

/**
 * Starts with what each node says itself, and goes on with those that hold what was just told apart, until nothing more
 * is: as many steps as there are differences, however long a circle is.
 */
function sortNodes(nodes: readonly SchemaNode[]): ReadonlyMap<SchemaNode, number> {
  const users = listUsers(nodes);
  const classes = new Map(nodes.map((node) => [node, 0]));
  const sizes = [nodes.length];
  /** What all of a class say, but for those that are looked at again. */
  const said = [""];
  let changed: ReadonlySet<SchemaNode> = new Set(nodes);
  while (changed.size > 0) {
    const moved: [SchemaNode, number][] = [];
    for (const [from, members] of Map.groupBy(changed, (node) => classes.get(node) ?? 0)) {
      const groups = Map.groupBy(members, (node) => sign(node, classes));
      const others = (sizes[from] ?? 0) - members.length;
      // Whoever is not looked at stays, and else the most: those who hold them need not be looked at again.
      const [stays] =
        others > 0 ? [said[from] ?? ""] : ([...groups].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [""]);
      said[from] = stays;
      for (const [text, group] of groups) {
        if (text === stays) continue;
        sizes[from] = (sizes[from] ?? 0) - group.length;
        const to = sizes.push(group.length) - 1;
        said[to] = text;
        for (const node of group) moved.push([node, to]);
      }
    }
    for (const [node, to] of moved) classes.set(node, to);
    changed = new Set(moved.flatMap(([node]) => users.get(node) ?? []));
  }
  return classes;
}

function listUsers(nodes: readonly SchemaNode[]): ReadonlyMap<SchemaNode, SchemaNode[]> {
  const users = new Map<SchemaNode, SchemaNode[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) {
    for (const part of new Set(node.parts.map(({ use }) => use.node))) users.get(part)?.push(node);
  }
  return users;
}

const shapes = new WeakMap<SchemaNode, string>();

/** What a node says itself, and of which classes its parts are. */
function sign(node: SchemaNode, classes: ReadonlyMap<SchemaNode, number>): string {
  const shape = shapes.get(node) ?? stringifyJson(node.shape);
  shapes.set(node, shape);
  const parts = node.parts.map(
    ({ keyword, name = "", use }) => `${keyword} ${JSON.stringify(name)} ${classes.get(use.node) ?? 0}`,
  );
  const isOrdered = node.parts.some(({ keyword }) => keyword === "prefixItems");
  // Any of two that are the same is one of them; exactly one of them never fits.
  const told = node.parts.some(({ keyword }) => keyword === "oneOf") ? parts : [...new Set(parts)];
  return [shape, ...(isOrdered ? told : told.toSorted())].join("\n");
}
