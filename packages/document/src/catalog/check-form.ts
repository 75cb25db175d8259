import { listProperties, listTypes, type SchemaNode } from "../normal/schema-node.ts";

/**
 * Says why a form could not be sent as the document wants it: callers pass its fields by name, so it has to name them all.
 */
export function findFormProblem(
  form: SchemaNode,
  { isRequired, names }: { isRequired: boolean; names: ReadonlySet<string> },
): string | undefined {
  const types = listTypes(form);
  if (types.length > 0 && !types.includes("object")) return `its form is a ${types.join(" or ")}, and has no fields`;
  const unnamed = listChoices(form)
    .flatMap(listProperties)
    .find(({ name = "" }) => !names.has(name));
  if (unnamed !== undefined) {
    return `its form has the field ${JSON.stringify(unnamed.name)} in some alternatives only, which is not sent`;
  }
  return isRequired && names.size === 0 ? "its form is required and names no fields" : undefined;
}

/** The alternatives of a form, and theirs. */
function listChoices(form: SchemaNode): SchemaNode[] {
  const seen = new Set([form]); // what is added while it is gone through is gone through, too
  for (const { parts } of seen) {
    for (const { keyword, use } of parts) if (["oneOf", "anyOf", "allOf"].includes(keyword)) seen.add(use.node);
  }
  return [...seen];
}
