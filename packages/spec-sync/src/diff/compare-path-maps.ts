import {
  getObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type LocatedOperation,
  nameTypes,
  readOperations,
} from "@just-one/document";
import { getMap } from "./operation/compare-fields.ts";
import { compareOperations } from "./operation/compare-operations.ts";
import { nameConstants } from "../generate/constant-name.ts";
import { matchOperations } from "./operation/match-operations.ts";
import type { Direction } from "./policy.ts";
import { enterPart, report, type Frame, type Scope, turnRound } from "./scope.ts";
import { createFrame, type Session } from "./session.ts";

/** Two documents under comparison. */
export interface Documents {
  before: JsonObject;
  after: JsonObject;
}

/**
 * Compares all operations of `paths` or `webhooks`; gives one frame each. A webhook is called by the server: what it
 * carries is read by the caller, so both directions change places.
 */
export function comparePathMaps(
  session: Session,
  { documents, field }: { documents: Documents; field: "paths" | "webhooks" },
): Frame[] {
  const isWebhook = field === "webhooks";
  const label = (name: string): string => (isWebhook ? `webhook ${name}` : name);
  const direction: Direction = isWebhook ? "reply" : "request";
  const before = readOperations(getObject(documents.before, field), session.before.references);
  const after = readOperations(getObject(documents.after, field), session.after.references);
  const matches = matchOperations(before, after);
  const inherited = new Set([...matches.values()].map(({ name }) => name));
  const [oldNames, newNames] = [before, after].map((operations) => listNames([...operations.values()]));
  const frames: Frame[] = [];
  for (const [name, operation] of before) {
    const scope: Scope = { session, frame: createFrame(label(name)), direction, where: "" };
    frames.push(scope.frame);
    const match = matches.get(name);
    const heir = match === undefined ? undefined : after.get(match.name);
    if (match === undefined || heir === undefined) {
      report(scope, "operation-removed", { before: name });
      continue;
    }
    if (match.kind !== undefined) report(scope, match.kind, { before: name, after: match.name });
    else if (!isWebhook) compareNames(scope, oldNames?.get(operation), newNames?.get(heir));
    compareOperations(scope, { before: operation, after: heir, documents });
    compareCallbacks(scope, { documents, before: operation.operation, after: heir.operation });
  }
  for (const name of after.keys()) {
    if (inherited.has(name)) continue;
    const scope: Scope = { session, frame: createFrame(label(name)), direction, where: "" };
    frames.push(scope.frame);
    report(scope, "operation-added", { after: name });
  }
  return frames;
}

interface Names {
  constant: string;
  type: string;
}

function listNames(operations: readonly LocatedOperation[]): ReadonlyMap<LocatedOperation, Names> {
  const [constants, types] = [nameConstants(operations), nameTypes(operations)];
  return new Map(operations.map((one) => [one, { constant: constants.get(one) ?? "", type: types.get(one) ?? "" }]));
}

/** Paths as alike as `get-user` and `get_user` would have one name in code: one of them gives way. */
function compareNames(scope: Scope, before?: Names, after?: Names): void {
  const kind = before?.constant === after?.constant ? "type" : "constant";
  const [old, next] = [before?.[kind], after?.[kind]];
  if (old !== next) report(enterPart(scope, `#${kind}`), "operation-renamed", { before: old, after: next });
}

/** Compares what the server calls back: as an operation in which both directions change places. */
function compareCallbacks(
  scope: Scope,
  { documents, before, after }: { documents: Documents; before: JsonObject; after: JsonObject },
): void {
  const { session } = scope;
  const one = getMap(before, "callbacks");
  const other = getMap(after, "callbacks");
  for (const name of [...new Set([...one.keys(), ...other.keys()])].toSorted()) {
    const here = enterPart(scope, `callback ${name} `);
    const requests = readOperations(resolve(one.get(name), session.before), session.before.references);
    const newRequests = readOperations(resolve(other.get(name), session.after), session.after.references);
    for (const [request, operation] of requests) {
      const place = enterPart(here, request);
      const counterpart = newRequests.get(request);
      if (counterpart === undefined) report(place, "callback-removed", {});
      else {
        compareOperations(turnRound(place), { before: operation, after: counterpart, documents });
      }
    }
    for (const request of newRequests.keys()) {
      if (!requests.has(request)) report(enterPart(here, request), "callback-added", {});
    }
  }
}

function resolve(callback: JsonValue | undefined, side: Session["before"]): JsonObject | undefined {
  return isJsonObject(callback) ? side.references.resolve(callback).value : undefined;
}
