import * as yaml from "yaml";
import { type JsonObject, type JsonValue, setOwn } from "@just-one/document";
import { SpecError } from "../spec-error.ts";

/** Deeper than any real file, as for JSON; it ends anchors that hold themselves, too. */
const maxDepth = 128;
/** Far more than anybody repeats on purpose; aliases of aliases grow beyond every measure. */
const maxCopied = 100_000;

/**
 * Parses YAML 1.2 as far as JSON can say the same. Aliases are written out; what would come out as something else than
 * what stands there is refused: `.inf`, `<<`, keys that are lists, keys written twice. Long integers are bigints, as in JSON.
 *
 * @throws SpecError naming `file`, line and column.
 */
export function parseYaml(text: string, file: string): JsonValue {
  const lines = new yaml.LineCounter();
  const fail = (offset: number, problem: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new SpecError(`${file}:${line}:${col}: ${problem}`);
  };
  const document = parse(text, { lines, fail });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    return fail(problem.pos[0], `not YAML (${problem.code.toLowerCase().replaceAll("_", " ")})`);
  }
  // There "yes" is true, 010 is 8 and << merges; in the version that is read here they are something else.
  if (document.directives?.yaml.version === "1.1") fail(0, "YAML 1.1; write it as YAML 1.2, without %YAML 1.1");
  const reading = { fail, targets: findTargets(document), copied: 0 };
  return readNode(document.contents, { reading, offset: 0, depth: 0, isCopy: false });
}

type Fail = (offset: number, problem: string) => never;

function parse(text: string, { lines, fail }: { lines: yaml.LineCounter; fail: Fail }): yaml.Document {
  const options = { version: "1.2", schema: "core", merge: false, intAsBigInt: true, uniqueKeys: false } as const;
  try {
    return yaml.parseDocument(text, { ...options, prettyErrors: false, lineCounter: lines });
  } catch {
    // Its reader calls itself for every level.
    return fail(0, `nested deeper than ${maxDepth} levels`);
  }
}

/** Finds what each alias stands for: what the anchor before it holds. One walk, where the library walks for each. */
function findTargets(document: yaml.Document): ReadonlyMap<yaml.Alias, yaml.Node> {
  const anchors = new Map<string, yaml.Node>();
  const targets = new Map<yaml.Alias, yaml.Node>();
  yaml.visit(document, {
    Node: (_key, node) => {
      if (yaml.isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return targets;
}

interface Place {
  /** What all places share. */
  reading: { fail: Fail; targets: ReadonlyMap<yaml.Alias, yaml.Node>; copied: number };
  /** Where the node stands, or what holds it. */
  offset: number;
  depth: number;
  /** Whether it comes out of an alias. */
  isCopy: boolean;
}

function readNode(node: unknown, at: Place): JsonValue {
  const place = { ...at, offset: readOffset(node) ?? at.offset, depth: at.depth + 1 };
  const { reading, offset } = place;
  if (place.depth > maxDepth) reading.fail(offset, `nested deeper than ${maxDepth} levels, or holds itself`);
  if (place.isCopy) reading.copied += 1;
  if (reading.copied > maxCopied) reading.fail(offset, `its aliases hold more than ${maxCopied} values`);
  if (yaml.isAlias(node)) {
    const target = reading.targets.get(node) ?? reading.fail(offset, `there is no anchor "${node.source}" before it`);
    return readNode(target, { ...place, isCopy: true });
  }
  checkTag(node, place);
  if (yaml.isSeq(node)) return node.items.map((item) => readNode(item, place));
  if (yaml.isMap(node)) return readMap(node, place);
  return yaml.isScalar(node) ? readScalar(node, place) : null;
}

function checkTag(node: unknown, { reading, offset }: Place): void {
  if (!yaml.isNode(node) || yaml.isAlias(node) || node.tag === undefined || coreTags.has(node.tag)) return;
  reading.fail(offset, `the tag ${node.tag} is none of JSON's`);
}

const coreTags: ReadonlySet<string> = new Set(
  ["str", "null", "bool", "int", "float", "seq", "map"].map((name) => `tag:yaml.org,2002:${name}`),
);

function readMap(map: yaml.YAMLMap, place: Place): JsonObject {
  const object: JsonObject = {};
  for (const { key, value } of map.items) {
    const at = { ...place, offset: readOffset(key) ?? place.offset };
    const name = readKey(key, at);
    if (Object.hasOwn(object, name)) at.reading.fail(at.offset, `duplicate key ${JSON.stringify(name)}`);
    setOwn(object, name, readNode(value, at));
  }
  return object;
}

function readKey(key: unknown, place: Place): string {
  const { reading, offset } = place;
  const fail: Fail = reading.fail;
  if (!yaml.isScalar(key)) return fail(offset, "a key that is no text");
  checkTag(key, place);
  const { value, type, source = "" } = key;
  if (value === "<<" && type === "PLAIN") {
    return fail(offset, "a merge key (<<), which YAML 1.2 does not know; write out what it holds");
  }
  if (typeof value === "string") return value;
  // `200:` under `responses` is the name "200", as it is spelled.
  return source === "" ? fail(offset, "a key is missing") : source;
}

function readScalar({ value, source = "" }: yaml.Scalar, { reading: { fail }, offset }: Place): JsonValue {
  if (typeof value === "bigint") {
    const number = Number(value);
    return String(number) === String(value) ? number : value;
  }
  if (typeof value === "number" && !Number.isFinite(value)) return fail(offset, `${source} is no number of JSON`);
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string") {
    return value;
  }
  return fail(offset, "a value that JSON cannot hold");
}

function readOffset(node: unknown): number | undefined {
  return yaml.isNode(node) ? node.range?.[0] : undefined;
}
