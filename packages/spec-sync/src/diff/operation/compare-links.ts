import {
  dropExtensions,
  formatCanonicalJson,
  getField,
  type JsonObject,
  type JsonValue,
  sortKeys,
} from "@just-one/document";
import { compareProse } from "../schema/compare-annotations.ts";
import { enterPart, report, type Scope } from "../scope.ts";

/** Compares the links of two replies. */
export function compareLinks(
  scope: Scope,
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, JsonValue>,
): void {
  const { session } = scope;
  for (const name of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
    const here = enterPart(scope, ` link ${name}`);
    const [one, other] = [before.get(name), after.get(name)];
    if (one === undefined) report(here, "link-added", {});
    else if (other === undefined) report(here, "link-removed", {});
    else compareLink(here, session.before.references.resolve(one).value, session.after.references.resolve(other).value);
  }
}

function compareLink(scope: Scope, before: JsonObject, after: JsonObject): void {
  compareProse(enterPart(scope, "#description"), getField(before, "description"), getField(after, "description"));
  const sides = {
    before: sortKeys(dropExtensions(before, "description")),
    after: sortKeys(dropExtensions(after, "description")),
  };
  if (formatCanonicalJson(sides.before) !== formatCanonicalJson(sides.after)) report(scope, "link-changed", sides);
}
