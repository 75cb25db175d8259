import {
  compareText,
  formatCanonicalJson,
  getField,
  getList,
  getObject,
  isJsonObject,
  isSubset,
  type JsonObject,
  type JsonValue,
  listFields,
  type References,
} from "@just-one/document";
import { compareProse } from "../schema/compare-annotations.ts";
import { enterName, enterPart, report, type Scope } from "../scope.ts";

/**
 * Ways to be let in, any of which will do: each is the set of credentials and scopes it takes, by what they are and not
 * by how the document calls them.
 */
export type Security = readonly ReadonlySet<string>[];

/** Compares two security requirements: whoever was let in has to be let in still. */
export function compareSecurity(scope: Scope, before: Security, after: Security): void {
  const here = enterPart(scope, scope.where === "" ? "security" : " security");
  const sides = { before: describe(before), after: describe(after) };
  if (formatCanonicalJson(sides.before) === formatCanonicalJson(sides.after)) return;
  const isStillLetIn = before.every((held) => after.some((needed) => isSubset(needed, held)));
  if (isStillLetIn) return report(here, "security-loosened", sides);
  const wasOpen = before.some((needed) => needed.size === 0);
  report(here, wasOpen ? "security-added" : "security-changed", sides);
}

/** Reads the `security` of an operation or a document; none means that everybody is let in. */
export function readSecurity(listed: JsonValue | undefined, document: JsonObject, references: References): Security {
  const ways = Array.isArray(listed) ? listed.filter(isJsonObject) : [];
  if (ways.length === 0) return [new Set()];
  const schemes = getSchemes(document);
  return ways.map((way) => {
    const asked = new Set<string>();
    for (const name of Object.keys(way)) {
      const scheme = getField(schemes, name);
      if (scheme === undefined && name.startsWith("x-")) continue;
      const identity = scheme === undefined ? name : identifyScheme(references.resolve(scheme).value);
      asked.add(identity);
      for (const scope of getList(way, name)) asked.add(`${identity} ${formatCanonicalJson(scope)}`);
    }
    return asked;
  });
}

/** Compares the words about the schemes that are asked for by one name on both sides. */
export function compareSchemeWords(scope: Scope, before: JsonObject, after: JsonObject): void {
  const [one, other] = [getSchemes(before), getSchemes(after)];
  const [asked, stillAsked] = [listAsked(before), listAsked(after)];
  for (const name of [...asked].filter((each) => stillAsked.has(each)).toSorted(compareText)) {
    const [scheme, counterpart] = [getObject(one, name) ?? {}, getObject(other, name) ?? {}];
    for (const field of ["description", "bearerFormat"]) {
      const place = enterPart(enterName(scope, "security"), ` ${name}#${field}`);
      compareProse(place, getField(scheme, field), getField(counterpart, field));
    }
  }
}

function getSchemes(document: JsonObject): JsonObject {
  return getObject(getObject(document, "components") ?? {}, "securitySchemes") ?? {};
}

function listAsked(document: JsonObject): ReadonlySet<string> {
  const items = Object.values(getObject(document, "paths") ?? {}).filter(isJsonObject);
  const operations = items.flatMap((item) => Object.values(item).filter(isJsonObject));
  const ways = [document, ...operations].flatMap((owner) => getList(owner, "security")).filter(isJsonObject);
  return new Set(ways.flatMap((way) => Object.keys(way)));
}

/** Writes what a scheme asks for, without the words about it and without the remark `bearerFormat`. */
function identifyScheme(scheme: JsonObject): string {
  const fields = listFields(scheme).filter(([name]) => name !== "description" && name !== "bearerFormat");
  const meaning = fields.map(([name, value]): [string, JsonValue] => [
    name,
    name === "flows" && isJsonObject(value) ? dropScopes(value) : value,
  ]);
  return formatCanonicalJson(Object.fromEntries(meaning));
}

/** Which scopes there are is words; which ones an operation asks for stands with the operation. */
function dropScopes(flows: JsonObject): JsonObject {
  return Object.fromEntries(
    listFields(flows).map(([name, flow]) => [
      name,
      isJsonObject(flow) ? Object.fromEntries(listFields(flow).filter(([field]) => field !== "scopes")) : flow,
    ]),
  );
}

function describe(security: Security): JsonValue {
  const ways = new Map(security.map((way) => [...way].toSorted(compareText)).map((way) => [way.join(), way]));
  return [...ways].toSorted(([one], [other]) => compareText(one, other)).map(([, way]) => way);
}
