import {
  isJsonObject,
  type JsonObject,
  listOperations,
  type LocatedOperation,
  normalizeDocument,
  type OpenApiDocument,
  putOperation,
  removedMark,
  setOwn,
} from "@just-one/document";
import { listCallerParameters } from "./list-caller-parameters.ts";
import { type Tombstone, type Tombstones } from "./tombstone.ts";

/**
 * Puts back into a document what the vendor took away, marked deprecated and removed, so that everything generated
 * still holds it. What has come back meanwhile stays as the vendor has it. Changes the document.
 */
export function applyTombstones(document: OpenApiDocument, { tombstones, components }: Tombstones): void {
  if (tombstones.length === 0) return;
  addComponents(document, components);
  for (const tombstone of tombstones) if (tombstone.parameter === undefined) restoreOperation(document, tombstone);
  const operations = new Map(normalizeDocument(document).operations.map((located) => [located.name, located]));
  for (const { operation: name, parameter, removed, definition } of tombstones) {
    const located = operations.get(name);
    if (parameter === undefined || located === undefined) continue;
    if (listCallerParameters(located).has(parameter)) continue;
    const { operation } = located;
    const own = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
    operation["parameters"] = [...own, { ...definition, required: false, deprecated: true, [removedMark]: removed }];
  }
}

function restoreOperation(document: OpenApiDocument, { operation, removed, definition }: Tombstone): void {
  const [method = "", path = ""] = operation.split(/ (.*)/su);
  if (isTaken({ method, path }, listOperations(document))) return;
  putOperation(document, operation, mark(definition, removed));
}

/** Tells whether another operation stands where one stood: paths that differ only in names of parameters are one. */
export function isTaken(one: Operation, operations: readonly Operation[]): boolean {
  const template = readTemplate(one.path);
  return operations.some(
    ({ method, path }) => method === one.method && path !== one.path && readTemplate(path) === template,
  );
}

type Operation = Pick<LocatedOperation, "method" | "path">;

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
