import { type OpenApiDocument, normalizeDocument, writeDocument } from "@just-one/document";
import type { ValidateFunction } from "ajv";
import { createAjv } from "./create-ajv.ts";

/** Says where an envelope is not what the document promises of an operation's success. */
export type ReplyJudge = (operation: string, envelope: unknown) => string[];

/** Creates a judge of successful replies. A document without a schema for one has nothing to hold it to. */
export function createReplyJudge(document: OpenApiDocument): ReplyJudge {
  const normal = normalizeDocument(document);
  const { document: written, write } = writeDocument(normal);
  const operations = new Map(normal.operations.map((each) => [each.name, each]));
  const compiled = new Map<string, ValidateFunction>();

  const compile = (operation: string): ValidateFunction | undefined => {
    const known = compiled.get(operation);
    const reply = operations.get(operation)?.replies.find(({ status }) => status === "200");
    const content = reply?.contents[0];
    if (known !== undefined || content === undefined) return known;
    const schema = write(content.schema);
    // The components stand beside the schema, where its references look for them.
    const whole = typeof schema === "boolean" ? schema : Object.assign({ components: written["components"] }, schema);
    const validate = createAjv({ coerceTypes: false }).compile(whole);
    compiled.set(operation, validate);
    return validate;
  };

  return (operation, envelope) => {
    if (!operations.has(operation)) return [`${operation}: the document has no such operation`];
    const validate = compile(operation);
    if (validate === undefined || validate(envelope)) return [];
    // The value itself may be somebody's data and is not told.
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${operation}: ${instancePath || "/"} ${message}`,
    );
  };
}
