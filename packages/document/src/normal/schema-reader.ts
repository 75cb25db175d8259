import { sortKeys } from "../json/canonical-json.ts";
import { compareText } from "../json/compare-text.ts";
import { DocumentError } from "../document-error.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { Reading } from "../reading.ts";
import { typeMark } from "../schema/schema-keywords.ts";
import { anySchema, readSchemaSite } from "../schema/schema-site.ts";
import { readNode } from "./read-node.ts";
import type { SchemaNode, SchemaPart, SchemaUse } from "./schema-node.ts";
import { dropTwins } from "./drop-twins.ts";
import { settleNodes } from "./settle-nodes.ts";
import { type Choice, tellApart } from "./tell-apart.ts";

/** What marks the properties that do not travel the way that a schema is read for. */
export type Hidden = "readOnly" | "writeOnly";

/** Reads schemas of one document into nodes, each once for each way that values travel. */
export interface SchemaReader {
  /** A schema left out lets anything through. */
  read(schema: JsonValue | undefined, hidden: Hidden): SchemaUse;
  /** All that were read, and what they hold. */
  nodes: readonly SchemaNode[];
  /** To be called once, when all are read: only then nodes have keys. */
  settle(): void;
}

/** Many times what the largest public documents have. */
const maxNodes = 200_000;

/** @throws DocumentError, from its methods, when schemas that are merged with each other never come to an end. */
export function createSchemaReader(reading: Reading): SchemaReader {
  const known = new Map<JsonObject, Map<string, SchemaNode>>();
  const nodes: SchemaNode[] = [];
  const waiting: (() => void)[] = [];
  const choices: Choice[] = [];

  const use = (schema: JsonValue | undefined, hidden: Hidden): SchemaUse => {
    const site = readSchemaSite(schema ?? anySchema, reading.references);
    const flat = reading.flatten(site.core);
    const said = new Map([...flat.annotations, ...site.annotations]);
    const mark = said.get(typeMark);
    said.delete(typeMark);
    const names = [...said.keys()].toSorted(compareText);
    const words = new Map(names.map((name) => [name, sortKeys(said.get(name) ?? null)]));
    const node = getNode(site.core, { nullable: site.nullable && !flat.nullable, hidden });
    const description = flat.annotations.get("description");
    if (typeof mark === "string" && (node.mark === undefined || mark < node.mark.name)) {
      node.mark = { name: mark, ...(description === undefined ? {} : { description }) };
    }
    return { words, node };
  };

  const getNode = (core: JsonObject, { nullable, hidden }: { nullable: boolean; hidden: Hidden }): SchemaNode => {
    const ways = known.get(core) ?? new Map<string, SchemaNode>();
    known.set(core, ways);
    const way = `${hidden} ${nullable}`;
    const found = ways.get(way);
    if (found !== undefined) return found;
    const node: SchemaNode = { shape: {}, parts: [], key: "" };
    ways.set(way, node);
    if (nodes.push(node) > maxNodes) {
      throw new DocumentError("schemas refer to each other through too many steps to be followed");
    }
    waiting.push(() => {
      const { shape, parts, discriminator } = readNode(reading.flatten(core), nullable, reading.references);
      const all = parts.map(({ schema, ...part }): SchemaPart => ({ ...part, use: use(schema, hidden) }));
      const unseen = all.filter((part) => part.keyword === "properties" && part.use.words.get(hidden) === true);
      node.shape = unseen.length === 0 ? shape : askLess(shape, unseen);
      node.parts = unseen.length === 0 ? all : all.filter((part) => !unseen.includes(part));
      if (discriminator === undefined) return;
      const { property, implied } = discriminator;
      const targets = [...discriminator.targets].flatMap(([value, target]) =>
        target === undefined ? [] : [{ value, target: use(target, hidden).node, isImplied: implied.has(value) }],
      );
      choices.push({ node, property, targets });
    });
    return node;
  };

  return {
    nodes,
    read(schema, hidden) {
      const found = use(schema, hidden);
      // A list of what waits, not recursion: schemas can go through thousands of others.
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) next();
      return found;
    },
    settle() {
      settleNodes(nodes);
      const told = tellApart(choices);
      nodes.push(...told);
      if (told.length === 0 && !dropTwins(nodes)) return;
      for (const node of nodes) node.key = "";
      settleNodes(nodes);
    },
  };
}

/** What does not travel is not asked for. */
function askLess(shape: SchemaNode["shape"], unseen: readonly SchemaPart[]): SchemaNode["shape"] {
  if (shape === false) return false;
  const { required, ...rest } = shape;
  const names = new Set(unseen.map(({ name }) => name));
  const left = (Array.isArray(required) ? required : []).filter((name) => typeof name === "string" && !names.has(name));
  return left.length === 0 ? rest : { ...shape, required: left };
}
