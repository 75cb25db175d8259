import type { JsonObject } from "../document/json-value.ts";
import type { Change } from "./change.ts";
import { comparePathMaps } from "./compare-path-maps.ts";
import { compareDocuments } from "./compare-documents.ts";
import { compareSchemas } from "./schema/compare-schemas.ts";
import { gatherChanges } from "./gather-changes.ts";
import { SpecError } from "../spec-error.ts";
import { getObject } from "./support/json-fields.ts";
import { type Level, maxLevel } from "./level.ts";
import { readOperations, readPlatform } from "./operation/operations.ts";
import { createReferences } from "./support/references.ts";
import { createFrame, createSide, type Session } from "./session.ts";

/** The difference between two OpenAPI documents, as callers meet it. */
export interface DocumentDiff {
  level: Level;
  /** Sorted: the gravest first, then by operation and place. */
  changes: readonly Change[];
  /** The platform of every operation that is named, by its name. */
  platforms: ReadonlyMap<string, string>;
}

/**
 * Compares two OpenAPI 3.0 or 3.1 documents and says what each difference means for callers.
 *
 * Neither the order of anything nor how much stands behind references matters; the result is the same every time.
 *
 * @throws SpecError for a reference that leads nowhere, round in a circle or through thousands of others.
 */
export function diffDocuments(before: JsonObject, after: JsonObject): DocumentDiff {
  try {
    return compare(before, after);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SpecError("schemas refer to each other through too many steps to be followed", { cause: error });
  }
}

function compare(before: JsonObject, after: JsonObject): DocumentDiff {
  const session: Session = {
    before: createSide(createReferences(before)),
    after: createSide(createReferences(after)),
    compareSchemas,
    frames: new Map(),
    underway: new Set(),
    sameness: new Map(),
  };
  const documents = { before, after };
  const root = createFrame("*");
  compareDocuments({ session, frame: root, direction: "request", where: "" }, before, after);
  const frames = [
    root,
    ...comparePathMaps(session, { documents, field: "paths" }),
    ...comparePathMaps(session, { documents, field: "webhooks" }),
  ];
  const changes = gatherChanges(frames, session);
  return {
    level: changes.reduce<Level>((highest, change) => maxLevel(highest, change.level), "none"),
    changes,
    platforms: listPlatforms(session, documents),
  };
}

function listPlatforms(session: Session, documents: { before: JsonObject; after: JsonObject }): Map<string, string> {
  const [one, other] = (["before", "after"] as const).map((side) =>
    readOperations(getObject(documents[side], "paths"), session[side].references),
  );
  return new Map([...(one ?? []), ...(other ?? [])].map(([name, operation]) => [name, readPlatform(operation)]));
}
