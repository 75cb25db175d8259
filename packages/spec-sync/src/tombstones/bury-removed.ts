import {
  compareText,
  createReading,
  type JsonObject,
  type JsonValue,
  type NormalDocument,
  normalizeDocument,
  type NormalOperation,
  type OpenApiDocument,
  readParameters,
  type References,
  writeSchema,
} from "@just-one/document";
import { collectComponents } from "./collect-components.ts";
import { isTaken } from "./apply-tombstones.ts";
import { createIsGone } from "./create-is-gone.ts";
import { listCallerParameters } from "./list-caller-parameters.ts";
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
  const [were, are] = [normalizeDocument(before), normalizeDocument(after)];
  // Where another stands in its place nothing can be kept of an operation.
  const canStay = ({ operation, parameter }: Tombstone): boolean => {
    const [method = "", path = ""] = operation.split(/ (.*)/su);
    return parameter !== undefined || !isTaken({ method, path }, are.operations);
  };
  const known = new Map(
    [...listBuriable(were, are, today), ...existing.tombstones]
      .filter(createIsGone(are))
      .filter(canStay)
      .map((tombstone) => [nameTombstone(tombstone), tombstone]),
  );
  const tombstones = [...known].toSorted(([one], [other]) => compareText(one, other)).map(([, tombstone]) => tombstone);
  const definitions: JsonValue[] = tombstones.map(({ definition }) => definition);
  return {
    tombstones,
    components: collectComponents(definitions, [after, before, { components: existing.components }]),
    codes: buryCodes(were, are, existing.codes),
  };
}

function buryCodes(before: NormalDocument, after: NormalDocument, known: readonly number[]): number[] {
  const [were, living] = [before, after].map(({ operations }) => operations.flatMap(({ codes }) => codes));
  // A document that lists no codes lets any number be one.
  if (were === undefined || living === undefined || living.length === 0) return [];
  const gone = [...known, ...were].filter((code) => !living.includes(code));
  return [...new Set(gone)].toSorted((one, other) => one - other);
}

/** Every operation that may be gone, and every parameter of those that stayed. */
function listBuriable(before: NormalDocument, after: NormalDocument, today: string): Tombstone[] {
  const living = new Set(after.operations.map(({ name }) => name));
  const references = createReading(before.document).references;
  return before.operations.flatMap((operation): Tombstone[] => {
    if (!living.has(operation.name)) {
      return [{ operation: operation.name, removed: today, definition: describeOperation(operation, references) }];
    }
    return [...listCallerParameters(operation).values()].map(({ name, schema, description }) => ({
      operation: operation.name,
      parameter: name,
      removed: today,
      // Never sent any more, so its place no longer matters; the query holds any name.
      definition: {
        name,
        in: "query",
        schema: writeSchema(schema),
        ...(description === undefined ? {} : { description }),
      },
    }));
  });
}

/** The operation with the parameters of its path, and without an id that a living one may take. */
function describeOperation({ pathItem, operation }: NormalOperation, references: References): JsonObject {
  const { operationId: _id, parameters: _own, ...rest } = operation;
  const parameters = [...readParameters(references, pathItem, operation).values()].map(({ value }) => value);
  return structuredClone({ ...rest, parameters });
}
