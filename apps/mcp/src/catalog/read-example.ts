import { getField, isJsonObject, type JsonObject, normalizeDocument, parseJson } from "@just-one/document";

/** Reads examples out of a document, which is parsed once. */
export function createExampleReader(text: string): (operation: string) => unknown {
  let document: JsonObject | undefined;
  return (operation) => {
    document ??= parse(text);
    const [found] = normalizeDocument(document, ({ name }) => name === operation, { maxMs: 5000 }).operations;
    const reply = found?.replies.find(({ status }) => status === "200");
    for (const example of reply?.contents[0]?.examples.values() ?? []) {
      const envelope = getField(example, "value");
      if (isJsonObject(envelope) && envelope["code"] === 0) return envelope["data"];
    }
    return undefined;
  };
}

function parse(text: string): JsonObject {
  const parsed = parseJson(text, "the document");
  return isJsonObject(parsed) ? parsed : {};
}
