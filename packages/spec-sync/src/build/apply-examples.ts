import { isJsonObject, type JsonObject, listOperations, type OpenApiDocument } from "@just-one/document";

/** The example that a mock answers with when nothing else is asked for. */
const successExample = "code-0";

/** Puts recorded replies in the place of each operation's invented success. Replies of other operations are left out. */
export function applyExamples(document: OpenApiDocument, examples: ReadonlyMap<string, JsonObject>): void {
  for (const { name, operation } of listOperations(document)) {
    const example = examples.get(name);
    const { responses } = operation;
    const reply = isJsonObject(responses) ? responses["200"] : undefined;
    const content = isJsonObject(reply) ? reply["content"] : undefined;
    if (example === undefined || !isJsonObject(content)) continue;
    for (const mediaType of Object.values(content)) {
      if (!isJsonObject(mediaType)) continue;
      const others = isJsonObject(mediaType["examples"]) ? mediaType["examples"] : {};
      mediaType["examples"] = { ...others, [successExample]: { summary: "A recorded success", value: example } };
    }
  }
}
