import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import { compareText } from "../document/open-api.ts";
import { formatCanonicalJson, formatCanonicalSet } from "./canonical-json.ts";
import { compareProse } from "./compare-annotations.ts";
import { getText, listFields } from "./json-fields.ts";
import { enterPart, report, type Scope } from "./scope.ts";

/** Compares two lists of servers, in no order. */
export function compareServers(scope: Scope, before: readonly JsonValue[], after: readonly JsonValue[]): void {
  const here = enterPart(scope, scope.where === "" ? "servers" : " servers");
  const [one, other] = [before.filter(isJsonObject), after.filter(isJsonObject)];
  if (formatCanonicalSet(one.map(dropWords)) !== formatCanonicalSet(other.map(dropWords))) {
    return report(here, "servers-changed", { before: listUrls(one), after: listUrls(other) });
  }
  compareProse(enterPart(here, "#description"), joinWords(one), joinWords(other));
}

function listUrls(servers: readonly JsonObject[]): JsonValue {
  return servers.map((server) => getText(server, "url")).toSorted(compareText);
}

function dropWords(server: JsonObject): JsonObject {
  return Object.fromEntries(listFields(server).filter(([name]) => name !== "description"));
}

function joinWords(servers: readonly JsonObject[]): string {
  return servers
    .map((server) => `${formatCanonicalJson(dropWords(server))} ${getText(server, "description")}`)
    .toSorted(compareText)
    .join("\n");
}
