import { createReading, createSchemaClasses, getList, type JsonObject, listOperations } from "@just-one/document";
import type { Change } from "./change.ts";
import { comparePathMaps } from "./compare-path-maps.ts";
import { compareDocuments } from "./compare-documents.ts";
import { compareSchemas } from "./schema/compare-schemas.ts";
import { gatherChanges } from "./gather-changes.ts";
import { SpecError } from "../spec-error.ts";
import { type Level, maxLevel } from "./level.ts";
import { compareAllWaiting, createFrame, type Session } from "./session.ts";

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
  const readings = { before: createReading(before), after: createReading(after) };
  const session: Session = {
    ...readings,
    compareSchemas,
    frames: new Map(),
    underway: new Set(),
    tellClass: createSchemaClasses([readings.before, readings.after]),
    waiting: [],
  };
  const documents = { before, after };
  const root = createFrame("*");
  compareDocuments({ session, frame: root, direction: "request", where: "" }, before, after);
  const frames = [
    root,
    ...comparePathMaps(session, { documents, field: "paths" }),
    ...comparePathMaps(session, { documents, field: "webhooks" }),
  ];
  compareAllWaiting(session);
  const changes = gatherChanges(frames, session);
  return {
    level: changes.reduce<Level>((highest, change) => maxLevel(highest, change.level), "none"),
    changes,
    platforms: listPlatforms([before, after]),
  };
}

/** The platform of every operation: its first tag, as the vendor uses them. */
function listPlatforms(documents: readonly JsonObject[]): Map<string, string> {
  return new Map(
    documents.flatMap(listOperations).map(({ name, operation }) => {
      const [tag] = getList(operation, "tags");
      return [name, typeof tag === "string" ? tag : "Untagged"];
    }),
  );
}
