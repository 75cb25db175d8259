import {
  getField,
  getList,
  getObject,
  getText,
  isJsonObject,
  type JsonObject,
  listFields,
  type LocatedOperation,
  type Reading,
  readOperations,
} from "@just-one/document";
import { compareProse } from "./schema/compare-annotations.ts";
import { compareFields } from "./operation/compare-fields.ts";
import { compareSchemeWords, compareSecurity, readSecurity } from "./operation/compare-security.ts";
import { compareServers } from "./operation/compare-servers.ts";
import { enterName, enterPart, report, type Scope } from "./scope.ts";

/** Compares what two documents say as a whole: words, tags, servers, security. */
export function compareDocuments(scope: Scope, before: JsonObject, after: JsonObject): void {
  const { session } = scope;
  const versions = { before: getField(before, "openapi"), after: getField(after, "openapi") };
  if (versions.before !== versions.after) report(enterPart(scope, "#openapi"), "document-version-changed", versions);
  compareFields(scope, { before, after, known: documentFields });
  compareInfo(enterName(scope, "info"), getObject(before, "info") ?? {}, getObject(after, "info") ?? {});
  compareTags(scope, before, after);
  compareSchemeWords(scope, before, after);
  // An operation that says so itself on either side is compared by itself, with what the document says or said.
  const isInherited = (saysItself: SaysItself): boolean => {
    const [heirs, others] = [
      listHeirs(before, session.before, saysItself),
      listHeirs(after, session.after, saysItself),
    ];
    return others.some((name) => heirs.includes(name));
  };
  // Where no operation stayed, nothing else tells where they went.
  const haveCommon = isInherited(() => false);
  if (!haveCommon || isInherited(hasServers))
    compareServers(scope, getList(before, "servers"), getList(after, "servers"));
  if (!isInherited(hasSecurity)) return;
  compareSecurity(
    scope,
    readSecurity(getField(before, "security"), before, session.before.references),
    readSecurity(getField(after, "security"), after, session.after.references),
  );
}

function compareInfo(scope: Scope, before: JsonObject, after: JsonObject): void {
  const names = new Set([...listFields(before), ...listFields(after)].map(([name]) => name));
  for (const name of [...names].toSorted()) {
    compareProse(enterPart(scope, `#${name}`), getField(before, name), getField(after, name));
  }
}

function compareTags(scope: Scope, before: JsonObject, after: JsonObject): void {
  const [one, other] = [readTags(before), readTags(after)];
  for (const name of [...new Set([...one.keys(), ...other.keys()])].toSorted()) {
    const [tag, newTag] = [one.get(name), other.get(name)];
    const place = enterName(enterName(scope, "tags"), name);
    if (tag === undefined || newTag === undefined) {
      report(place, "tags-changed", {
        before: tag === undefined ? null : name,
        after: newTag === undefined ? null : name,
      });
    } else compareFields(place, { before: tag, after: newTag, known: ["name", "parent", "kind"] });
  }
}

function readTags(document: JsonObject): Map<string, JsonObject> {
  return new Map(
    getList(document, "tags")
      .filter(isJsonObject)
      .map((tag) => [getText(tag, "name"), tag]),
  );
}

type SaysItself = (operation: LocatedOperation) => boolean;

const hasSecurity: SaysItself = ({ operation }) => getField(operation, "security") !== undefined;
const hasServers: SaysItself = ({ operation, pathItem }) =>
  [operation, pathItem].some((object) => getList(object, "servers").length > 0);

/** The operations that leave something to the document. */
function listHeirs(document: JsonObject, { references }: Reading, saysItself: SaysItself): string[] {
  return [...readOperations(getObject(document, "paths"), references)]
    .filter(([, operation]) => !saysItself(operation))
    .map(([name]) => name);
}

const documentFields = ["openapi", "info", "tags", "servers", "security", "paths", "webhooks", "components"];
