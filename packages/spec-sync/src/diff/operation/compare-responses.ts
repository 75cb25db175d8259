import { isJsonObject, type JsonObject, type JsonValue, readResponses } from "@just-one/document";
import { compareContent } from "./compare-content.ts";
import { compareFields, getMap } from "./compare-fields.ts";
import { compareHeaders } from "./compare-headers.ts";
import { compareLinks } from "./compare-links.ts";
import { enterPart, report, type Scope } from "../scope.ts";
import { compareOnce } from "../session.ts";
import { coversStatus, isSuccess, judgeStatusChange } from "./statuses.ts";

/** Compares the replies of two operations, status by status. */
export function compareResponses(scope: Scope, before: JsonObject, after: JsonObject): void {
  const one = readResponses(before);
  const other = readResponses(after);
  const hadSuccess = [...one.keys()].some(isSuccess);
  const added = new Set([...other.keys()].filter((status) => !one.has(status)));
  for (const [status, response] of one) {
    const same = other.get(status);
    if (same !== undefined) {
      compareReply(enterStatus(scope, status), response, same);
      continue;
    }
    const heirs = [...added].filter((heir) => coversStatus(status, heir) || coversStatus(heir, status));
    const kind = judgeStatusChange(status, { heirs, hadSuccess });
    report(enterStatus(scope, status), kind, { before: status, after: heirs });
    for (const heir of heirs) {
      compareReply(enterStatus(scope, heir), response, other.get(heir) ?? {});
      // Its own news is told: it takes the place of another.
      if (isSuccess(heir)) added.delete(heir);
    }
  }
  for (const status of added) report(enterStatus(scope, status), "response-status-added", { after: status });
}

function enterStatus(scope: Scope, status: string): Scope {
  return enterPart(scope, scope.where === "" ? `reply ${status}` : ` reply ${status}`);
}

function compareReply(scope: Scope, before: JsonValue, after: JsonValue): void {
  if (!isJsonObject(before) || !isJsonObject(after)) return;
  const { session } = scope;
  const one = session.before.references.resolve(before);
  const other = session.after.references.resolve(after);
  compareOnce(scope, { before: one, after: other }, (inner) => {
    compareFields(inner, { before: one.value, after: other.value, known: ["content", "headers", "links"] });
    compareContent(inner, one.value, other.value);
    compareHeaders(inner, getMap(one.value, "headers"), getMap(other.value, "headers"));
    compareLinks(inner, getMap(one.value, "links"), getMap(other.value, "links"));
  });
}
