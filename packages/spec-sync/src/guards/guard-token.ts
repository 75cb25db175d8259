import { normalizeDocument, type OpenApiDocument, tokenName } from "@just-one/document";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

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
  return new Map(
    normalizeDocument(document).operations.map(({ name, parameters }) => {
      const found = parameters.filter((parameter) => parameter.name === tokenName);
      const places = found.map((parameter) => (parameter.in === "form" ? "body" : parameter.in));
      return [name, places.toSorted().join(" and ") || "nowhere"];
    }),
  );
}
