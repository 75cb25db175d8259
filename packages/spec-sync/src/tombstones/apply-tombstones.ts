import { isJsonObject, type JsonObject } from "../document/json-value.ts";
import { httpMethods, listOperations, type OpenApiDocument } from "../document/open-api.ts";
import { setOwn } from "../document/set-own.ts";
import { listFlatParameters } from "./list-flat-parameters.ts";
import { removedMark, type Tombstone, type Tombstones } from "./tombstone.ts";

/**
 * Puts back into a document what the vendor took away, marked deprecated and removed, so that everything generated
 * still holds it. What has come back meanwhile stays as the vendor has it. Changes the document.
 */
export function applyTombstones(document: OpenApiDocument, { tombstones, components }: Tombstones): void {
  if (tombstones.length === 0) return;
  addComponents(document, components);
  for (const tombstone of tombstones) if (tombstone.parameter === undefined) restoreOperation(document, tombstone);
  const operations = new Map(listOperations(document).map((located) => [located.name, located]));
  for (const { operation: name, parameter, removed, definition } of tombstones) {
    const located = operations.get(name);
    if (parameter === undefined || located === undefined) continue;
    if (listFlatParameters(document, located).has(parameter)) continue;
    const { operation } = located;
    const own = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
    operation["parameters"] = [...own, { ...definition, required: false, deprecated: true, [removedMark]: removed }];
  }
}

function restoreOperation(document: OpenApiDocument, { operation, removed, definition }: Tombstone): void {
  const [name = "", path = ""] = operation.split(/ (.*)/su);
  const method = httpMethods.find((known) => known === name.toLowerCase());
  const template = readTemplate(path);
  const isTaken = Object.keys(document.paths).some((other) => other !== path && readTemplate(other) === template);
  if (method === undefined || isTaken) return;
  const item = Object.hasOwn(document.paths, path) ? document.paths[path] : undefined;
  if (item === undefined) setOwn(document.paths, path, { [method]: mark(definition, removed) });
  else if (!Object.hasOwn(item, method)) item[method] = mark(definition, removed);
}

/** Two paths that differ only in the names of their parameters are one to a server, and to `checkDocument`. */
function readTemplate(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/gu, "{}");
}

function mark(definition: JsonObject, removed: string): JsonObject {
  return { ...structuredClone(definition), deprecated: true, [removedMark]: removed };
}

function addComponents(document: OpenApiDocument, components: Tombstones["components"]): void {
  const all = isJsonObject(document["components"]) ? document["components"] : {};
  document["components"] = all;
  for (const [kind, named] of Object.entries(components)) {
    const known = all[kind];
    const target = Object.hasOwn(all, kind) && isJsonObject(known) ? known : {};
    setOwn(all, kind, target);
    for (const [name, component] of Object.entries(named)) {
      if (!Object.hasOwn(target, name)) setOwn(target, name, structuredClone(component));
    }
  }
}
