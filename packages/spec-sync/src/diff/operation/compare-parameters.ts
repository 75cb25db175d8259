import {
  getField,
  isRequired,
  isSameParameter,
  type JsonObject,
  type Parameter,
  type Parameters,
} from "@just-one/document";
import { compareField } from "./compare-parameter.ts";
import { describeParameter } from "./describe-parameter.ts";
import { pairParameters } from "./pair-parameters.ts";
import { enterName, report, type Scope } from "../scope.ts";
import { compareOnce } from "../session.ts";

/** Compares the parameters of two operations; `formFields` are the names that the new body brings. */
export function compareParameters(
  scope: Scope,
  { before, after, formFields }: { before: Parameters; after: Parameters; formFields: ReadonlySet<string> },
): void {
  const pairs = pairParameters(scope, before, after);
  const taken = new Set(pairs.values());
  for (const [key, parameter] of before) {
    const { place, name } = parameter;
    const counterpart = pairs.get(key);
    const here = enterName(enterName(scope, place), name);
    if (counterpart !== undefined) comparePair(here, parameter, counterpart);
    else if (formFields.has(name)) report(here, "parameter-moved", { before: place, after: "body" });
    else report(here, "parameter-removed", { before: describeParameter(parameter, scope.session.before) });
  }
  for (const parameter of after.values()) {
    if (taken.has(parameter)) continue;
    const here = enterName(enterName(scope, parameter.place), parameter.name);
    report(here, isRequired(parameter) ? "required-parameter-added" : "optional-parameter-added", {
      after: describeParameter(parameter, scope.session.after),
    });
  }
}

function comparePair(scope: Scope, before: Parameter, after: Parameter): void {
  if (before.place !== after.place) report(scope, "parameter-moved", { before: before.place, after: after.place });
  if (before.name !== after.name && !isSameParameter(before, after))
    report(scope, "parameter-renamed", { before: before.name, after: after.name });
  compareOnce(scope, { before, after }, (inner) => {
    const [wasRequired, isNowRequired] = [isRequired(before), isRequired(after)];
    if (!wasRequired && isNowRequired) report(inner, "parameter-became-required", {});
    if (wasRequired && !isNowRequired) report(inner, "parameter-became-optional", {});
    const [wasDeprecated, isDeprecated] = [isDeprecatedField(before.value), isDeprecatedField(after.value)];
    if (wasDeprecated !== isDeprecated)
      report(inner, isDeprecated ? "parameter-deprecated" : "parameter-undeprecated", {});
    compareField(inner, { before: before.value, after: after.value, place: [before.place, after.place] });
  });
}

function isDeprecatedField(object: JsonObject): boolean {
  return getField(object, "deprecated") === true;
}
