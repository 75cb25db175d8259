import type { JsonObject } from "../document/json-value.ts";
import { listFormFields } from "../diff/operation/form-fields.ts";
import { readOperations } from "../diff/operation/operations.ts";
import { readParameters } from "../diff/operation/parameters.ts";
import { createReferences } from "../diff/support/references.ts";
import { createSide } from "../diff/session.ts";
import type { OpenApiDocument } from "../document/open-api.ts";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

/** The only secret there is: `userUrlToken`, `pageToken` and the like are cursors and ids. */
const tokenName = "token";

/** Stops when an operation takes its token from another place: the client would show it where it does not belong. */
export const guardToken: Guard = ({ before, after, diff }) => {
  const one = readTokenPlaces(before.document);
  const other = readTokenPlaces(after.document);
  const heirs = new Map(
    diff.changes
      .filter(({ kind }) => moves.has(kind))
      .map(({ operation, after: heir }): [string, string] => [operation, typeof heir === "string" ? heir : operation]),
  );
  const moved = [...one].flatMap(([name, place]) => {
    const now = other.get(heirs.get(name) ?? name);
    return now === undefined || now === place ? [] : [`${name} (${place} -> ${now})`];
  });
  if (moved.length === 0) return undefined;
  return { guard: "token-moved", what: `the token moved: ${nameSome(moved)}`, howMany: moved.length };
};

const moves: ReadonlySet<string> = new Set([
  "operation-method-changed",
  "operation-moved",
  "operation-version-replaced",
]);

/** Tells of every operation where its token goes: `query`, `header`, `body`, or `nowhere`. */
function readTokenPlaces(document: OpenApiDocument): ReadonlyMap<string, string> {
  const side = createSide(createReferences(document));
  const paths: JsonObject = document.paths;
  const places = new Map<string, string>();
  for (const [name, { pathItem, operation }] of readOperations(paths, side.references)) {
    const found = [...readParameters(side.references, pathItem, operation).values()]
      .filter((parameter) => parameter.name === tokenName)
      .map(({ place }) => place);
    if (listFormFields(operation, side).has(tokenName)) found.push("body");
    places.set(name, found.toSorted().join(" and ") || "nowhere");
  }
  return places;
}
