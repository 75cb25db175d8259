import {
  compareText,
  dropExtensions,
  formatCanonicalJson,
  formatCanonicalSet,
  getList,
  getText,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@just-one/document";
import { compareProse } from "../schema/compare-annotations.ts";
import { enterPart, report, type Scope } from "../scope.ts";

/** Compares two lists of servers, in no order. */
export function compareServers(scope: Scope, before: readonly JsonValue[], after: readonly JsonValue[]): void {
  const here = enterPart(scope, scope.where === "" ? "servers" : " servers");
  const [one, other] = [readServers(before), readServers(after)];
  if (formatCanonicalSet(one.map(readMeaning)) !== formatCanonicalSet(other.map(readMeaning))) {
    return report(here, "servers-changed", { before: listUrls(one), after: listUrls(other) });
  }
  compareProse(enterPart(here, "#description"), joinWords(one), joinWords(other));
}

function listUrls(servers: readonly JsonObject[]): JsonValue {
  return servers.map((server) => getText(server, "url")).toSorted(compareText);
}

function joinWords(servers: readonly JsonObject[]): string {
  const told = servers.map((server) => `${formatCanonicalJson(readMeaning(server))} ${getText(server, "description")}`);
  return [...new Set(told)].toSorted(compareText).join("\n");
}

/** Leaves of a server what decides where requests go; what a variable may be is in no order. */
function readMeaning(server: JsonObject): JsonValue {
  const { variables, ...rest } = server;
  const settled = Object.entries(isJsonObject(variables) ? variables : {}).map(
    ([name, variable]): [string, JsonValue] => [
      name,
      isJsonObject(variable) ? { ...variable, enum: formatCanonicalSet(getList(variable, "enum")) } : variable,
    ],
  );
  return dropExtensions({ ...rest, variables: Object.fromEntries(settled) }, "description");
}

/** Without any server the document's own host is meant. */
function readServers(listed: readonly JsonValue[]): readonly JsonObject[] {
  return listed.length === 0 ? [{ url: "/" }] : listed.filter(isJsonObject);
}
