import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { compareText, type LocatedOperation, listOperations, type OpenApiDocument } from "../document/open-api.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { readBusinessCodes } from "../generate/describe-reply.ts";
import { collectComponents } from "./collect-components.ts";
import { listFlatParameters } from "./list-flat-parameters.ts";
import { nameTombstone, type Tombstone, type Tombstones } from "./tombstone.ts";

/** What happens when a new document takes the place of an old one. */
export interface Burial {
  before: OpenApiDocument;
  after: OpenApiDocument;
  /** The tombstones there were. */
  existing: Tombstones;
  /** The day, `YYYY-MM-DD`. */
  today: string;
}

/**
 * Makes the tombstones that belong to the new document: those there were, without what came back, and one for each
 * operation and parameter that the old one had and the new one lacks; and the codes it no longer lists.
 */
export function buryRemoved({ before, after, existing, today }: Burial): Tombstones {
  const living = new Map(listOperations(after).map((located) => [located.name, located]));
  const isGone = ({ operation, parameter }: Tombstone): boolean => {
    const located = living.get(operation);
    return located === undefined || (parameter !== undefined && !listFlatParameters(after, located).has(parameter));
  };
  const known = new Map(
    [...listBuriable(before, living, today), ...existing.tombstones]
      .filter(isGone)
      .map((tombstone) => [nameTombstone(tombstone), tombstone]),
  );
  const tombstones = [...known].toSorted(([one], [other]) => compareText(one, other)).map(([, tombstone]) => tombstone);
  const definitions: JsonValue[] = tombstones.map(({ definition }) => definition);
  return {
    tombstones,
    components: collectComponents(definitions, [after, before, { components: existing.components }]),
    codes: buryCodes(before, { after, known: existing.codes }),
  };
}

function buryCodes(
  before: OpenApiDocument,
  { after, known }: { after: OpenApiDocument; known: readonly number[] },
): number[] {
  const living = readBusinessCodes(after, listOperations(after));
  // A document that lists no codes lets any number be one.
  if (living.length === 0) return [];
  const were = [...known, ...readBusinessCodes(before, listOperations(before))];
  return [...new Set(were)].filter((code) => !living.includes(code)).toSorted((one, other) => one - other);
}

/** Every operation that may be gone, and every parameter of those that stayed. */
function listBuriable(
  before: OpenApiDocument,
  living: ReadonlyMap<string, LocatedOperation>,
  today: string,
): Tombstone[] {
  return listOperations(before).flatMap((located): Tombstone[] => {
    if (!living.has(located.name)) {
      return [{ operation: located.name, removed: today, definition: describeOperation(before, located) }];
    }
    return [...listFlatParameters(before, located)].map(([parameter, { name, schema, description }]) => ({
      operation: located.name,
      parameter,
      removed: today,
      // Never sent any more, so its place no longer matters; the query holds any name.
      definition: withoutUndefined({ name, in: "query", schema, description }),
    }));
  });
}

/** The operation with the parameters of its path, and without an id that a living one may take. */
function describeOperation(document: OpenApiDocument, { pathItem, operation }: LocatedOperation): JsonObject {
  const { operationId: _id, parameters, ...rest } = operation;
  const own = Array.isArray(parameters) ? parameters : [];
  const identify = (item: JsonValue): string => {
    const { in: place, name } = isJsonObject(item) ? resolveReference(document, item) : {};
    return JSON.stringify([place, name]);
  };
  const names = new Set(own.map(identify));
  const shared = Array.isArray(pathItem["parameters"]) ? pathItem["parameters"] : [];
  return structuredClone({ ...rest, parameters: [...shared.filter((item) => !names.has(identify(item))), ...own] });
}

function withoutUndefined(fields: Record<string, JsonValue | undefined>): JsonObject {
  const entries = Object.entries(fields).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
  return structuredClone(Object.fromEntries(entries));
}
