import {
  formatCanonicalJson,
  formatCanonicalSet,
  getField,
  getList,
  getObject,
  type JsonObject,
  type LocatedOperation,
  readContent,
  type Reading,
  readParameters,
  readSchemaSite,
} from "@just-one/document";
import { compareFields } from "./compare-fields.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareRequestBodies } from "./compare-request-body.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSecurity, readSecurity } from "./compare-security.ts";
import { compareServers } from "./compare-servers.ts";
import { enterPart, report, type Scope, turnRound } from "../scope.ts";

/** Two versions of one operation and the documents they stand in. */
export interface OperationPair {
  before: LocatedOperation;
  after: LocatedOperation;
  documents: { before: JsonObject; after: JsonObject };
}

/** Compares two versions of an operation, all but its callbacks. */
export function compareOperations(scope: Scope, { before, after, documents }: OperationPair): void {
  const { session } = scope;
  const [one, other] = [before.operation, after.operation];
  compareLabels(scope, one, other);
  compareFields(scope, { before: one, after: other, known: operationFields });
  compareFields(enterPart(scope, "path"), { before: before.pathItem, after: after.pathItem, known: pathFields });
  compareParameters(scope, {
    before: readParameters(session.before.references, before.pathItem, one),
    after: readParameters(session.after.references, after.pathItem, other),
    formFields: listFormFields(other, session.after),
  });
  compareRequestBodies(scope, one, other);
  compareResponses(turnRound(scope), one, other);
  compareOwnSecurity(scope, { before, after, documents });
  compareOwnServers(scope, { before, after, documents });
}

function compareLabels(scope: Scope, before: JsonObject, after: JsonObject): void {
  const [wasDeprecated, isDeprecated] = [before, after].map((operation) => getField(operation, "deprecated") === true);
  if (wasDeprecated !== isDeprecated) {
    report(scope, isDeprecated === true ? "operation-deprecated" : "operation-undeprecated", {});
  }
  const ids = { before: getField(before, "operationId"), after: getField(after, "operationId") };
  if (ids.before !== ids.after) report(enterPart(scope, "#operationId"), "operation-id-changed", ids);
  const [tags, newTags] = [getList(before, "tags"), getList(after, "tags")];
  if (formatCanonicalSet(tags) !== formatCanonicalSet(newTags)) {
    report(enterPart(scope, "#tags"), "tags-changed", {
      before: tags.map(formatCanonicalJson).toSorted(),
      after: newTags.map(formatCanonicalJson).toSorted(),
    });
  }
}

/** What the document demands of all is told once, at the document; here only what this operation says itself. */
function compareOwnSecurity(scope: Scope, { before, after, documents }: OperationPair): void {
  const [own, newOwn] = [getField(before.operation, "security"), getField(after.operation, "security")];
  if (own === undefined && newOwn === undefined) return;
  const { session } = scope;
  compareSecurity(
    scope,
    readSecurity(own ?? getField(documents.before, "security"), documents.before, session.before.references),
    readSecurity(newOwn ?? getField(documents.after, "security"), documents.after, session.after.references),
  );
}

function compareOwnServers(scope: Scope, { before, after, documents }: OperationPair): void {
  const isOwn = [before, after].some(({ operation, pathItem }) =>
    [operation, pathItem].some((object) => getList(object, "servers").length > 0),
  );
  if (!isOwn) return;
  const [one, other] = [before, after].map(({ operation, pathItem }, index) => {
    const document = index === 0 ? documents.before : documents.after;
    return [operation, pathItem, document].map((object) => getList(object, "servers")).find(({ length }) => length > 0);
  });
  compareServers(scope, one ?? [], other ?? []);
}

const operationFields = [
  "tags",
  "operationId",
  "parameters",
  "requestBody",
  "responses",
  "callbacks",
  "deprecated",
  "security",
  "servers",
];

const pathFields = [
  ..."get put post delete options head patch trace query additionalOperations".split(" "),
  "parameters",
  "servers",
  "$ref",
];

/** Lists the names of the fields that a request body brings, in whatever media type. */
function listFormFields(operation: JsonObject, { references, flatten }: Reading): ReadonlySet<string> {
  const body = getObject(operation, "requestBody");
  const types = body === undefined ? [] : [...readContent(references.resolve(body).value).values()];
  return new Set(
    types.flatMap((type) => [
      ...flatten(readSchemaSite(getField(type, "schema") ?? true, references).core).properties.keys(),
    ]),
  );
}
