import { sortKeys } from "../json/canonical-json.ts";
import { compareText } from "../json/compare-text.ts";
import type { JsonObject } from "../json/json-value.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import type { NormalContent, NormalDocument, NormalReply } from "./normal-document.ts";
import type { WrittenSchemas } from "./write-schemas.ts";

/** Writes replies; what most operations have word for word is a component. */
export interface ReplyWriter {
  components: JsonObject;
  write(reply: NormalReply): JsonObject;
}

interface WrittenReply {
  value: JsonObject;
  text: string;
  /** By status. */
  uses: Map<string, number>;
}

/** Writes each reply once. Of each status the one most used becomes a component that is named after the status. */
export function createReplyWriter({ operations }: NormalDocument, schemas: WrittenSchemas): ReplyWriter {
  const byText = new Map<string, WrittenReply>();
  // Replies that stand in the document once share their contents.
  const known = new Map<object, WrittenReply>();
  const find = (reply: NormalReply): WrittenReply => {
    const found = known.get(reply.contents);
    if (found !== undefined) return found;
    const value = writeReply(reply, schemas);
    const text = stringifyJson(value);
    const written = byText.get(text) ?? { value, text, uses: new Map<string, number>() };
    byText.set(text, written);
    known.set(reply.contents, written);
    return written;
  };
  for (const reply of operations.flatMap(({ replies }) => replies)) {
    const { uses } = find(reply);
    uses.set(reply.status, (uses.get(reply.status) ?? 0) + 1);
  }
  const names = new Map<WrittenReply, string>();
  const all = [...byText.values()].toSorted((one, other) => compareText(one.text, other.text));
  for (const status of new Set(all.flatMap(({ uses }) => [...uses.keys()]).toSorted(compareText))) {
    const [most] = all.toSorted((one, other) => (other.uses.get(status) ?? 0) - (one.uses.get(status) ?? 0));
    if (most !== undefined && (most.uses.get(status) ?? 0) > 1 && !names.has(most)) names.set(most, `Reply${status}`);
  }
  return {
    components: Object.fromEntries([...names].map(([{ value }, name]) => [name, value])),
    write(reply) {
      const written = find(reply);
      const name = names.get(written);
      return name === undefined ? written.value : { $ref: `#/components/responses/${name}` };
    },
  };
}

/** Writes the media types of a body or reply. */
export function writeContents(contents: readonly NormalContent[], schemas: WrittenSchemas): JsonObject {
  return Object.fromEntries(
    contents.map(({ mediaType, schema, examples, encoding }) => [
      mediaType,
      {
        schema: schemas.write(schema),
        ...(examples.size === 0 ? {} : { examples: sortKeys(Object.fromEntries(examples)) }),
        ...(encoding === undefined ? {} : { encoding: sortKeys(encoding) }),
      },
    ]),
  );
}

function writeReply({ description, headers, contents }: NormalReply, schemas: WrittenSchemas): JsonObject {
  return {
    description,
    ...(headers.length === 0
      ? {}
      : {
          headers: Object.fromEntries(
            headers.map(({ name, required, description: words, schema }) => [
              name,
              { required, ...(words === undefined ? {} : { description: words }), schema: schemas.write(schema) },
            ]),
          ),
        }),
    ...(contents.length === 0 ? {} : { content: writeContents(contents, schemas) }),
  };
}
