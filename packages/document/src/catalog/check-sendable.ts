import type { JsonValue } from "../json/json-value.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import type { NormalParameter } from "../normal/normal-document.ts";
import { listTypes, type SchemaNode } from "../normal/schema-node.ts";
import type { ParameterType } from "./catalog-entry.ts";

/**
 * Says why the client could not send a parameter as the document wants it; undefined when it can. It writes lists as
 * `a=1&a=2` and objects as `a[b]=1`, and nothing else.
 */
export function findUnsendable(parameter: NormalParameter): string | undefined {
  const { in: place, style, explode, contentType, schema } = parameter;
  if (parameter.isRepeated === true) return `stands in ${place} twice`;
  if (place === "header" || place === "cookie") return `stands in "${place}"; only path, query and form are sent`;
  if (!["path", "query", "form"].includes(place))
    return `stands in ${JSON.stringify(place)}; only path, query and form are sent`;
  if (contentType !== null && !/^"text\/plain\s*[;"]/iu.test(stringifyJson(contentType)))
    return `is written as ${JSON.stringify(contentType)}, which is not sent`;
  const types = collectTypes(schema.node);
  const isNested = types.has("array") || types.has("object");
  if (place === "path") {
    if (style !== "simple") return `is written in style ${JSON.stringify(style)}; in a path only "simple" is sent`;
    return isNested ? "is a list or an object in the path, which is not sent" : undefined;
  }
  if (!queryStyles.has(style)) return `is written in style ${stringifyJson(style)}, which a ${place} does not have`;
  if (types.has("object") && (style !== "deepObject" || place === "form")) {
    return 'is an object, which is sent in the query and in style "deepObject" only';
  }
  if (types.has("array") && (style !== "form" || explode !== true)) {
    return `is a list in style ${JSON.stringify(style)}${explode === true ? "" : " without explode"}; only "form" with explode is sent`;
  }
  if (types.has("nested list")) return "is a list of lists or objects, which is not sent";
  return types.has("nested object") ? "is an object of lists or objects, which is not sent" : undefined;
}

const queryStyles: ReadonlySet<JsonValue> = new Set(["form", "spaceDelimited", "pipeDelimited", "deepObject"]);

/** The types that can be sent of a parameter of which the document says none: the others would be written otherwise. */
export function listSendableTypes({ in: place, style, explode }: NormalParameter): ParameterType[] {
  const isListed = place !== "path" && style === "form" && explode === true;
  const isObject = place === "query" && style === "deepObject";
  return [
    ...(isListed ? (["array"] as const) : []),
    "boolean",
    "null",
    "number",
    ...(isObject ? (["object"] as const) : []),
    "string",
  ];
}

/**
 * The types that a value can have, through all alternatives, also where only its parts tell that it is a list or an
 * object; `"nested list"` and `"nested object"` for those of what is no scalar.
 */
function collectTypes(start: SchemaNode): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set([start]); // what is added while it is gone through is gone through, too
  for (const node of seen) {
    const own = listTypes(node);
    for (const type of own) found.add(type);
    for (const { keyword, use } of node.parts) {
      if (choices.has(keyword)) seen.add(use.node);
      const whole = wholes.get(keyword);
      if (whole === undefined || (own.length > 0 && !own.includes(whole))) continue;
      found.add(whole);
      // A list of itself has no end that anybody could pass.
      if (use.node.key === node.key) continue;
      if (canBeNested(use.node)) found.add(whole === "array" ? "nested list" : "nested object");
    }
  }
  return found;
}

const choices: ReadonlySet<string> = new Set(["oneOf", "anyOf", "allOf"]);

/** What holds parts under these keywords. */
const wholes: ReadonlyMap<string, "array" | "object"> = new Map([
  ["items", "array"],
  ["prefixItems", "array"],
  ["properties", "object"],
  ["additionalProperties", "object"],
  ["patternProperties", "object"],
]);

function canBeNested(start: SchemaNode): boolean {
  const seen = new Set([start]);
  for (const node of seen) {
    if (listTypes(node).some((type) => type === "array" || type === "object")) return true;
    for (const { keyword, use } of node.parts) if (choices.has(keyword)) seen.add(use.node);
  }
  return false;
}
