import { compareText } from "../document/compare-text.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../document/json-value.ts";
import type { LocatedOperation } from "../document/open-api.ts";
import { resolveReference } from "../document/resolve-reference.ts";
import { SpecError } from "../spec-error.ts";
import type { OperationModel, ParameterModel } from "./operation-model.ts";
import { readParameterType } from "./parameter-type.ts";
import { readRemoved } from "./read-removed.ts";

/** The only name that is secret; `pageToken`, `userUrlToken` and their like are ordinary parameters. */
const tokenName = "token";

const formType = "application/x-www-form-urlencoded";

/** What a caller passes to an operation, and where its token goes. */
export type DescribedParameters = Pick<OperationModel, "parameters" | "token">;

/**
 * Merges path, query and form parameters of an operation into one flat list without the token.
 *
 * @throws SpecError when the list could not be flat (one name in two places), or holds what the client cannot send.
 */
export function describeParameters(root: JsonObject, located: LocatedOperation): DescribedParameters {
  const fail = (problem: string): never => {
    throw new SpecError(`${located.name}: ${problem}`);
  };
  const all = [...listParameters(root, located, fail), ...listFormFields(root, located, fail)];
  const places = new Map<string, ParameterModel["in"]>();
  for (const parameter of all) {
    const twin = places.get(parameter.name);
    if (twin !== undefined) {
      fail(
        `parameter ${JSON.stringify(parameter.name)} stands in ${twin} and ${parameter.in}; one flat object holds it once`,
      );
    }
    places.set(parameter.name, parameter.in);
  }
  checkPath(located.path, places, fail);
  const tokenPlace = places.get(tokenName);
  if (tokenPlace === "path") fail("the token stands in the path, where it would be logged");
  return {
    token: tokenPlace === "query" || tokenPlace === "form" ? tokenPlace : "none",
    parameters: all
      .filter(({ name }) => name !== tokenName)
      .toSorted((one, other) => Number(other.required) - Number(one.required) || compareText(one.name, other.name)),
  };
}

type FailOperation = (problem: string) => never;

function listParameters(root: JsonObject, located: LocatedOperation, fail: FailOperation): ParameterModel[] {
  const byPlace = new Map<string, ParameterModel>();
  for (const list of [located.pathItem["parameters"], located.operation["parameters"]]) {
    const seen = new Set<string>();
    for (const item of Array.isArray(list) ? list : []) {
      if (!isJsonObject(item)) continue;
      const parameter = resolveReference(root, item);
      const { name, in: place } = parameter;
      if (typeof name !== "string") return fail("a parameter has no name");
      if (place !== "path" && place !== "query") {
        return fail(
          `parameter ${JSON.stringify(name)} stands in ${JSON.stringify(place)}; only path, query and form are sent`,
        );
      }
      const key = `${place} ${name}`;
      if (seen.has(key)) fail(`parameter ${JSON.stringify(name)} stands in ${place} twice`);
      seen.add(key);
      // The operation's own list comes second and overrides the path's.
      byPlace.set(key, {
        name,
        in: place,
        required: parameter["required"] === true || place === "path",
        ...readField(root, parameter["schema"], parameter),
      });
    }
  }
  return [...byPlace.values()];
}

function listFormFields(root: JsonObject, { operation }: LocatedOperation, fail: FailOperation): ParameterModel[] {
  const { requestBody } = operation;
  if (!isJsonObject(requestBody)) return [];
  const { content } = resolveReference(root, requestBody);
  const mediaType = isJsonObject(content) ? content[formType] : undefined;
  if (!isJsonObject(mediaType) || !isJsonObject(content) || Object.keys(content).length !== 1) {
    return fail(`its body is not ${formType} alone, the only kind that is sent`);
  }
  const schema = isJsonObject(mediaType["schema"]) ? resolveReference(root, mediaType["schema"]) : {};
  const { properties, required } = schema;
  if (!isJsonObject(properties)) return [];
  const requiredNames = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).map(([name, field]) =>
    Object.assign({ name, in: "form" as const, required: requiredNames.has(name) }, readField(root, field, {})),
  );
}

function readField(
  root: JsonObject,
  schema: JsonValue | undefined,
  parameter: JsonObject,
): Omit<ParameterModel, "name" | "in" | "required"> {
  const resolved = isJsonObject(schema) ? resolveReference(root, schema) : {};
  const prose = parameter["description"] ?? resolved["description"];
  return {
    ...readParameterType(root, schema),
    deprecated: parameter["deprecated"] === true || resolved["deprecated"] === true,
    ...readRemoved(parameter),
    ...(typeof prose === "string" ? { description: prose } : {}),
    ...(resolved["default"] === undefined ? {} : { default: resolved["default"] }),
  };
}

function checkPath(path: string, places: ReadonlyMap<string, string>, fail: FailOperation): void {
  const holes = new Set([...path.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? ""));
  for (const hole of holes) {
    if (places.get(hole) !== "path") fail(`the path's {${hole}} has no parameter`);
  }
  for (const [name, place] of places) {
    if (place === "path" && !holes.has(name)) fail(`path parameter ${JSON.stringify(name)} does not stand in the path`);
  }
}
