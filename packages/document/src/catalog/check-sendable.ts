import type { NormalParameter } from "../normal/normal-document.ts";
import { listTypes, type SchemaNode } from "../normal/schema-node.ts";

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
  if (contentType !== null && contentType !== "text/plain")
    return `is written as ${JSON.stringify(contentType)}, which is not sent`;
  const types = collectTypes(schema.node);
  const isNested = types.has("array") || types.has("object");
  if (place === "path") {
    if (style !== "simple") return `is written in style ${JSON.stringify(style)}; in a path only "simple" is sent`;
    return isNested ? "is a list or an object in the path, which is not sent" : undefined;
  }
  if (types.has("object") && (style !== "deepObject" || place === "form")) {
    return 'is an object, which is sent in the query and in style "deepObject" only';
  }
  if (types.has("array") && (style !== "form" || explode !== true)) {
    return `is a list in style ${JSON.stringify(style)}${explode === true ? "" : " without explode"}; only "form" with explode is sent`;
  }
  return types.has("nested list") ? "is a list of lists or objects, which is not sent" : undefined;
}

/** The types that a value can have, through all alternatives; `"nested list"` for a list of what is no scalar. */
function collectTypes(start: SchemaNode): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set([start]); // what is added while it is gone through is gone through, too
  for (const node of seen) {
    for (const type of listTypes(node)) found.add(type);
    for (const { keyword, use } of node.parts) {
      if (
        keyword === "items" &&
        use.node.key !== node.key &&
        listTypes(use.node).some((type) => type === "array" || type === "object")
      ) {
        found.add("nested list");
      }
      if (["oneOf", "anyOf", "allOf"].includes(keyword)) seen.add(use.node);
    }
  }
  return found;
}
