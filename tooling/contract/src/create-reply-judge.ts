import type { ValidateFunction } from "ajv";
import { createAjv } from "./create-ajv.ts";
import { type Document, listOperations } from "./open-api.ts";

/** Says where an envelope is not what the document promises of an operation's success. */
export type ReplyJudge = (operation: string, envelope: unknown) => string[];

/** Creates a judge of successful replies. A document without a schema for one has nothing to hold it to. */
export function createReplyJudge(document: Document): ReplyJudge {
  const ajv = createAjv({ coerceTypes: false });
  ajv.addSchema({ $id: "document", ...document });
  const operations = new Map(listOperations(document).map((each) => [each.operation, each]));
  const compiled = new Map<string, ValidateFunction | undefined>();

  return (operation, envelope) => {
    const found = operations.get(operation);
    if (found === undefined) return [`${operation}: the document has no such operation`];
    if (!compiled.has(operation)) {
      const pointer = ["paths", found.path, found.method, "responses", "200", "content", "application/json", "schema"];
      const $ref = `document#/${pointer.map(escapePointer).join("/")}`;
      compiled.set(operation, ajv.compile({ $ref }));
    }
    const validate = compiled.get(operation);
    if (validate === undefined || validate(envelope)) return [];
    // The value itself may be somebody's data and is not told.
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${operation}: ${instancePath || "/"} ${message}`,
    );
  };
}

function escapePointer(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}
