import { isJsonObject, type JsonObject, type JsonValue } from "@just-one/document";

/** Steps into a document, as `"paths /things/v1 get parameters 1 schema"`. */
export type Place = string;

/** Sets a value in a document. */
export function set(document: JsonObject, place: Place, value: JsonValue): void {
  const { owner, name } = find(document, place);
  owner[name] = value;
}

/** Takes a value out of a document and returns it. */
export function take(document: JsonObject, place: Place): JsonValue {
  const { owner, name } = find(document, place);
  const value = owner[name];
  if (value === undefined) throw new Error(`nothing stands at ${place}`);
  if (Array.isArray(owner)) owner.splice(Number(name), 1);
  else delete owner[name];
  return value;
}

/** Adds a value to a list in a document. */
export function add(document: JsonObject, place: Place, value: JsonValue): void {
  const { owner, name } = find(document, place);
  const list = owner[name];
  if (Array.isArray(list)) list.push(value);
  else throw new Error(`no list stands at ${place}`);
}

/** Moves a value from one place to another. */
export function move(document: JsonObject, from: Place, to: Place): void {
  set(document, to, take(document, from));
}

function find(document: JsonObject, place: Place): { owner: JsonObject; name: string } {
  const steps = place.split(" ");
  const name = steps.pop() ?? "";
  let owner: JsonValue | undefined = document;
  for (const step of steps)
    owner = isJsonObject(owner) || Array.isArray(owner) ? (owner as JsonObject)[step] : undefined;
  if (typeof owner !== "object" || owner === null) throw new Error(`nothing holds ${place}`);
  // A list is indexed by the text of a number just as an object is by a name.
  return { owner: owner as JsonObject, name };
}
