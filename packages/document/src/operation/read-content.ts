import { compareText } from "../json/compare-text.ts";
import { getField, getObject, listFields } from "../json/json-fields.ts";
import { isJsonObject, type JsonObject } from "../json/json-value.ts";
import type { Reading } from "../reading.ts";

/** The media type of a form, the only kind of body that is sent. */
export const formType = "application/x-www-form-urlencoded";

/** The header of a reply that means nothing: OpenAPI leaves it to the media types. */
export const ignoredHeader = "content-type";

/** The media types of a body by name: without letter case, white space and the remark `charset`, sorted. */
export function readContent(owner: JsonObject): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [type, body] of listFields(getObject(owner, "content") ?? {})) {
    const name = type
      .toLowerCase()
      .replaceAll(/\s/gu, "")
      .replaceAll(/;charset=[^;]*/gu, "");
    if (!found.has(name)) found.set(name, isJsonObject(body) ? body : {});
  }
  return new Map([...found].toSorted(([one], [other]) => compareText(one, other)));
}

/** Replies by status, `2xx` written as `2XX`, sorted. */
export function readResponses(operation: JsonObject): Map<string, JsonObject> {
  const responses = listFields(getObject(operation, "responses") ?? {})
    .map(([status, response]): [string, JsonObject] => [
      status.replace(/xx$/u, "XX"),
      isJsonObject(response) ? response : {},
    ])
    .toSorted(([one], [other]) => compareText(one, other));
  return new Map(responses);
}

/** The body of a request behind its references; undefined where there is none. */
export function readBody(operation: JsonObject, { references }: Pick<Reading, "references">): JsonObject | undefined {
  const body = getObject(operation, "requestBody");
  return body === undefined ? undefined : references.resolve(body).value;
}

/** The examples of a media type by name, with references followed; the only one is `example`. */
export function readExamples(
  mediaType: JsonObject,
  { references }: Pick<Reading, "references">,
): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const [name, example] of Object.entries(getObject(mediaType, "examples") ?? {})) {
    if (isJsonObject(example)) found.set(name, references.resolve(example).value);
  }
  const only = getField(mediaType, "example");
  if (only !== undefined && found.size === 0) found.set("example", { value: only });
  return new Map([...found].toSorted(([one], [other]) => compareText(one, other)));
}
