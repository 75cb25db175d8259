import { compareText, getField, ignoredHeader, type JsonValue, type References } from "@just-one/document";
import { compareField } from "./compare-parameter.ts";
import { describeParameter } from "./describe-parameter.ts";
import { enterPart, report, type Scope } from "../scope.ts";
import { compareOnce } from "../session.ts";

/** Compares the headers of two replies; their names have no letter case. */
export function compareHeaders(
  scope: Scope,
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, JsonValue>,
): void {
  const { session } = scope;
  const one = readHeaders(before, session.before.references);
  const other = readHeaders(after, session.after.references);
  for (const [name, header] of one) {
    const here = enterPart(scope, ` header ${name}`);
    const counterpart = other.get(name);
    if (counterpart === undefined) {
      report(here, "header-removed", { before: describeParameter(header, session.before) });
      continue;
    }
    compareOnce(here, { before: header, after: counterpart }, (inner) => {
      const [was, is] = [header.value, counterpart.value].map((value) => ({
        required: getField(value, "required") === true,
        deprecated: getField(value, "deprecated") === true,
      }));
      if (was === undefined || is === undefined) return;
      if (was.required !== is.required)
        report(inner, is.required ? "header-became-required" : "header-became-optional", {});
      if (was.deprecated !== is.deprecated)
        report(inner, is.deprecated ? "header-deprecated" : "header-undeprecated", {});
      compareField(inner, { before: header.value, after: counterpart.value, place: ["header", "header"] });
    });
  }
  for (const [name, header] of other) {
    if (one.has(name)) continue;
    report(enterPart(scope, ` header ${name}`), "header-added", { after: describeParameter(header, session.after) });
  }
}

function readHeaders(
  headers: ReadonlyMap<string, JsonValue>,
  references: References,
): Map<string, ReturnType<References["resolve"]>> {
  const found = [...headers]
    .map(([name, header]) => [name.toLowerCase(), references.resolve(header)] as const)
    .filter(([name]) => name !== ignoredHeader);
  return new Map(found.toSorted(([a], [b]) => compareText(a, b)));
}
