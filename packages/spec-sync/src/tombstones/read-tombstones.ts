import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@just-one/document";
import { readJsonFile } from "../document/read-json-file.ts";
import { fileExists } from "../file-exists.ts";
import { SpecError } from "../spec-error.ts";
import type { Tombstone, Tombstones } from "./tombstone.ts";

/** What a project has before the vendor took anything away. */
export const noTombstones: Tombstones = { tombstones: [], components: {}, codes: [] };

/**
 * Reads the tombstones of a project; none where there is no file.
 *
 * @throws SpecError naming the file and the entry that is no tombstone.
 */
export async function readTombstones(path: string): Promise<Tombstones> {
  if (!(await fileExists(path))) return noTombstones;
  const { value } = await readJsonFile(path);
  const { tombstones, components = {}, codes = [], names } = isJsonObject(value) ? value : {};
  if (!Array.isArray(tombstones) || !isJsonObject(components) || !Array.isArray(codes)) {
    throw new SpecError(
      `${path}: not a list of tombstones; expected {"tombstones": […], "components": {…}, "codes": […]}`,
    );
  }
  return {
    tombstones: tombstones.map((item, index) => readTombstone(item, `${path}: tombstone ${index + 1}`)),
    components: readComponents(components),
    codes: codes.filter((code): code is number => Number.isSafeInteger(code)),
    ...(names === undefined ? {} : { names: readNames(names, path) }),
  };
}

function readNames(names: JsonValue, path: string): NonNullable<Tombstones["names"]> {
  const found: NonNullable<Tombstones["names"]> = {};
  for (const [operation, value] of Object.entries(isJsonObject(names) ? names : {})) {
    const { constant, type } = isJsonObject(value) ? value : {};
    if (!isName(constant) || !isName(type)) {
      throw new SpecError(`${path}: the names of ${JSON.stringify(operation)} are none`);
    }
    setOwn(found, operation, { constant, type });
  }
  return found;
}

function isName(value: JsonValue | undefined): value is string {
  return typeof value === "string" && /^[A-Za-z]\w*$/u.test(value);
}

function readTombstone(value: JsonValue, place: string): Tombstone {
  const { operation, parameter, removed, definition } = isJsonObject(value) ? value : {};
  if (typeof operation !== "string" || !/^[A-Z]+ \//u.test(operation)) {
    throw new SpecError(`${place}: "operation" is not "METHOD /path"`);
  }
  if (parameter !== undefined && typeof parameter !== "string") throw new SpecError(`${place}: "parameter" is no name`);
  if (typeof removed !== "string" || !/^\d{4}-\d{2}-\d{2}$/u.test(removed)) {
    throw new SpecError(`${place}: "removed" is not YYYY-MM-DD`);
  }
  if (!isJsonObject(definition)) throw new SpecError(`${place}: "definition" is no object`);
  return { operation, ...(parameter === undefined ? {} : { parameter }), removed, definition };
}

function readComponents(components: JsonObject): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  for (const [kind, named] of Object.entries(components)) if (isJsonObject(named)) setOwn(found, kind, named);
  return found;
}
