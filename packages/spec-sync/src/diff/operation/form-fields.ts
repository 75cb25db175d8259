import type { JsonObject } from "../../document/json-value.ts";
import { getField, getObject } from "../support/json-fields.ts";
import { readSchemaSite } from "../schema/schema-site.ts";
import type { Side } from "../session.ts";

/** Lists the names of the fields that a request body brings, in whatever media type. */
export function listFormFields(operation: JsonObject, { references, flatten }: Side): ReadonlySet<string> {
  const body = getObject(operation, "requestBody");
  const content = body === undefined ? {} : (getObject(references.resolve(body).value, "content") ?? {});
  const names = new Set<string>();
  for (const type of Object.keys(content)) {
    const schema = getField(getObject(content, type) ?? {}, "schema");
    for (const name of flatten(readSchemaSite(schema ?? true, references).core).properties.keys()) names.add(name);
  }
  return names;
}
