import { isJsonObject, type JsonObject, type JsonValue } from "../../document/json-value.ts";
import { findByReference } from "../../document/resolve-reference.ts";
import { parsePointer } from "../../document/json-pointer.ts";
import { SpecError } from "../../spec-error.ts";
import { getField } from "./json-fields.ts";

/** Where a reference led. */
export interface Target {
  value: JsonValue;
  /** `components.schemas.Result`; absent where there was no reference to follow. */
  component?: string;
}

/** Follows the references of one document. */
export interface References {
  /** Finds what `#/…` names. */
  find(reference: string): Target;
  /** Follows `{ "$ref": … }`, where one stands, to the object itself. */
  resolve(value: JsonValue): { value: JsonObject; component?: string };
  /** Finds what `$dynamicRef` names: every schema that carries the anchor, and where it stands. */
  findDynamicAnchors(name: string): readonly Required<Target>[];
}

/**
 * Creates the reader of a document's references.
 *
 * @throws SpecError, from its methods, for a reference that leads nowhere or round in a circle.
 */
export function createReferences(document: JsonObject): References {
  let anchors: Map<string, Required<Target>[]> | undefined;

  function find(reference: string): Target {
    const value = reference.startsWith("#/") ? findByReference(document, reference) : undefined;
    if (value === undefined) throw new SpecError(`the reference ${JSON.stringify(reference)} leads nowhere`);
    return { value, component: parsePointer(reference).join(".") };
  }

  function resolve(value: JsonValue): { value: JsonObject; component?: string } {
    let current: Target = { value };
    const seen = new Set<string>();
    for (;;) {
      if (!isJsonObject(current.value)) throw new SpecError("expected an object behind a reference");
      const reference = getField(current.value, "$ref");
      if (typeof reference !== "string") return { ...current, value: current.value };
      if (seen.has(reference)) throw new SpecError(`the reference ${JSON.stringify(reference)} goes round in a circle`);
      seen.add(reference);
      current = find(reference);
    }
  }

  return {
    find,
    resolve,
    findDynamicAnchors(name) {
      anchors ??= collectDynamicAnchors(document);
      return anchors.get(name) ?? [];
    },
  };
}

function collectDynamicAnchors(document: JsonObject): Map<string, Required<Target>[]> {
  const anchors = new Map<string, Required<Target>[]>();
  const pending: { value: JsonValue; path: readonly string[] }[] = [{ value: document, path: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, path } = next;
    if (value === null || typeof value !== "object") continue;
    for (const [key, inner] of Object.entries(value)) pending.push({ value: inner, path: [...path, key] });
    const name = isJsonObject(value) ? getField(value, "$dynamicAnchor") : undefined;
    if (typeof name !== "string") continue;
    anchors.set(name, [...(anchors.get(name) ?? []), { value, component: path.join(".") }]);
  }
  return anchors;
}
