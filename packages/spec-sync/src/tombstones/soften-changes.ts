import type { Change } from "../diff/change.ts";
import type { DocumentDiff } from "../diff/diff-documents.ts";
import { type Level, maxLevel } from "../diff/level.ts";
import { normalizeDocument, type OpenApiDocument } from "@just-one/document";
import { listCallerParameters } from "./list-caller-parameters.ts";
import type { Tombstone } from "./tombstone.ts";

/**
 * Judges a diff again, now that what went lies under tombstones: code that calls it still compiles, so its removal can
 * wait for the next major and counts as minor. A rename stays major where calls must pass the new name.
 */
export function softenChanges(
  diff: DocumentDiff,
  { after, tombstones }: { after: OpenApiDocument; tombstones: readonly Tombstone[] },
): DocumentDiff {
  const operations = new Set(tombstones.flatMap((one) => (one.parameter === undefined ? [one.operation] : [])));
  const places = new Set(
    tombstones.flatMap(({ operation, parameter }) =>
      parameter === undefined ? [] : listPlaces(parameter).map((place) => `${operation} ${place}`),
    ),
  );
  const required = listRequired(after);
  const blocked = new Set(
    diff.changes
      .filter(
        ({ kind, operation, after: name }) =>
          typeof name === "string" && renames.has(kind) && required.has(`${operation} ${name}`),
      )
      .map(({ operation, where }) => `${operation} ${where}`),
  );
  const changes = diff.changes.map((change): Change => {
    const place = `${change.operation} ${change.where.replace(/#\w+$/u, "")}`;
    const isBuried = operations.has(change.operation) || (places.has(place) && !blocked.has(place));
    return isBuried && change.level === "major" ? { ...change, level: "minor" } : change;
  });
  return { ...diff, changes, level: changes.reduce<Level>((highest, { level }) => maxLevel(highest, level), "none") };
}

const renames: ReadonlySet<string> = new Set(["parameter-renamed", "req-property-renamed"]);

/** Where a diff may have met a parameter of that name. */
function listPlaces(name: string): string[] {
  const word = /^[\w$-]+$/u.test(name) ? name : JSON.stringify(name);
  return [`query.${word}`, `path.${word}`, `body application/x-www-form-urlencoded.${word}`];
}

function listRequired(document: OpenApiDocument): Set<string> {
  return new Set(
    normalizeDocument(document).operations.flatMap((operation) =>
      [...listCallerParameters(operation)]
        .filter(([, { required }]) => required)
        .map(([name]) => `${operation.name} ${name}`),
    ),
  );
}
