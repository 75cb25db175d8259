import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import { setOwn } from "../json/set-own.ts";
import { toPascalCase } from "./name-type.ts";
import type { SchemaNode, SchemaPart, SchemaUse, TypeMark } from "./schema-node.ts";

/** A schema that everything else hangs on, and what callers know it by where nothing names it. */
export interface SchemaRoot {
  use: SchemaUse;
  place: string;
  /** It is a component of its own, however small and however seldom used. */
  isNamed: boolean;
}

/** Schemas written back as JSON Schema. */
export interface WrittenSchemas {
  /** `components.schemas`: what callers see by name, what holds itself, and what is large and used again. */
  components: JsonObject;
  /** Writes a schema where it is used; a component as a reference with its own words beside it. */
  write: (use: SchemaUse) => JsonValue;
  /** The name of the component a schema became. */
  nameOf: (use: SchemaUse) => string | undefined;
}

/**
 * Writes schemas back in one spelling. Names come from where a schema is first used, or from our overlays; never from
 * the document's own components, which are nobody's but the vendor's. What is smaller than `minWeight` is written out
 * wherever it is used.
 */
export function writeSchemas(roots: readonly SchemaRoot[], minWeight = 6): WrittenSchemas {
  const survey = surveySchemas(roots, minWeight);
  const names = nameSchemas(survey, minWeight);
  const components: JsonObject = {};

  const write = (use: SchemaUse): JsonValue => {
    const found = survey.get(use.node.key);
    // What is small is written out: that it is the same as some data is chance.
    const name = found !== undefined && isShared(found, minWeight) ? names.get(use.node.key) : undefined;
    const words = Object.fromEntries(use.words);
    if (name !== undefined) return { $ref: `#/components/schemas/${name}`, ...words };
    const body = writeBody(use.node);
    return isJsonObject(body) ? { ...body, ...words } : body;
  };
  const writeBody = ({ shape, parts }: SchemaNode): JsonValue => {
    if (shape === false) return false;
    const body: JsonObject = { ...shape };
    for (const part of parts) addPart(body, part, write(part.use));
    return fitBody(body);
  };

  for (const [key, name] of [...names].toSorted(([, one], [, other]) => (one < other ? -1 : 1))) {
    const found = survey.get(key);
    if (found === undefined) continue;
    const body = writeBody(found.use.node);
    const description = found.mark?.description ?? found.use.words.get("description");
    setOwn(components, name, isJsonObject(body) && description !== undefined ? { ...body, description } : body);
  }
  return { components, write, nameOf: ({ node }) => names.get(node.key) };
}

function addPart(body: JsonObject, { keyword, name, isListed }: SchemaPart, schema: JsonValue): void {
  const known = Object.hasOwn(body, keyword) ? body[keyword] : undefined;
  if (isListed) setOwn(body, keyword, [...(Array.isArray(known) ? known : []), schema]);
  else if (name === undefined) setOwn(body, keyword, schema);
  else {
    const members = isJsonObject(known) ? known : {};
    setOwn(members, name, schema);
    setOwn(body, keyword, members);
  }
}

/** Writes what means the same in the one way that openapi-typescript takes for what it is. */
function fitBody(body: JsonObject): JsonValue {
  const { anyOf, oneOf, enum: values, ...rest } = body;
  const all = Array.isArray(rest["allOf"]) ? rest["allOf"] : [];
  if (all.includes(false)) return false;
  const isObject = [rest["type"]].flat().includes("object") || Object.hasOwn(rest, "properties");
  const own: JsonObject = { ...rest, ...(values === undefined || isObject ? {} : { enum: values }) };
  const choices = Object.entries({ anyOf, oneOf }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ [name]: value }],
  );
  const [choice, ...others] = choices;
  if (choice === undefined) return own;
  if (others.length === 0 && Object.keys(own).length === 0) return choice;
  // Of each type in a list it writes all that stands beside it.
  if (!Array.isArray(own["type"])) return { ...own, allOf: [...all, ...choices] };
  const { allOf: _all, ...typed } = own;
  return { allOf: [typed, ...all, ...choices] };
}

interface Found {
  /** The first use of it, whose words the component has. */
  use: SchemaUse;
  place: string;
  uses: number;
  isRoot: boolean;
  holdsItself: boolean;
  /** How much stands there when it is written out. */
  weight: number;
  mark?: TypeMark;
}

/** Goes through every schema once, in the order of the roots, and counts. */
function surveySchemas(roots: readonly SchemaRoot[], minWeight: number): Map<string, Found> {
  const survey = new Map<string, Found>();
  const underway = new Set<string>();
  const visit = (use: SchemaUse, place: string): Found => {
    const { key, mark, parts } = use.node;
    const known = survey.get(key);
    if (known !== undefined) {
      known.uses += 1;
      if (underway.has(key)) known.holdsItself = true;
      if (mark !== undefined && (known.mark === undefined || mark.name < known.mark.name)) known.mark = mark;
      return known;
    }
    const found: Found = {
      use,
      place,
      uses: 1,
      isRoot: false,
      holdsItself: false,
      weight: 1,
      ...(mark === undefined ? {} : { mark }),
    };
    survey.set(key, found);
    underway.add(key);
    for (const [index, part] of parts.entries()) {
      const inner = visit(
        part.use,
        `${found.mark?.name ?? place} ${part.name ?? placeWords[part.keyword] ?? part.keyword}${part.isListed ? index + 1 : ""}`,
      );
      found.weight += isShared(inner, minWeight) ? 1 : inner.weight;
    }
    underway.delete(key);
    return found;
  };
  for (const { use, place, isNamed } of roots) {
    const found = visit(use, place);
    if (isNamed) found.isRoot = true;
  }
  return survey;
}

const placeWords: Readonly<Record<string, string>> = {
  items: "Item",
  additionalProperties: "Value",
  oneOf: "Option",
  anyOf: "Option",
  allOf: "Part",
};

function isShared({ holdsItself, mark, uses, weight }: Found, minWeight: number): boolean {
  return holdsItself || mark !== undefined || (uses > 1 && weight >= minWeight);
}

function nameSchemas(survey: ReadonlyMap<string, Found>, minWeight: number): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const worthy = [...survey].filter(([, found]) => found.isRoot || isShared(found, minWeight));
  // What we call a type ourselves comes before what falls to it by its place.
  for (const [key, { mark, place }] of worthy.toSorted(
    ([, one], [, other]) => Number(one.mark === undefined) - Number(other.mark === undefined),
  )) {
    const name = mark !== undefined && /^[A-Z]\w*$/u.test(mark.name) ? mark.name : toPascalCase(place).slice(0, 160);
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`;
    taken.add(free);
    names.set(key, free);
  }
  return names;
}

/** Writes one schema out, whole; of one that holds itself only that it may be anything. */
export function writeSchema(use: SchemaUse): JsonValue {
  const { components, write } = writeSchemas([{ use, place: "", isNamed: false }], Number.POSITIVE_INFINITY);
  return Object.keys(components).length === 0 ? write(use) : {};
}
