import { type Document as BackendDocument, OpenAPIBackend } from "openapi-backend";
import { createAjv } from "./create-ajv.ts";
import { isObject } from "./is-object.ts";
import { type Document, listOperations } from "./open-api.ts";

/** Says what is wrong with a request, as `fetch` gets it; nothing when the document allows exactly that. */
export type Referee = (url: string, init: RequestInit) => string[];

/**
 * Creates a referee that is stricter than the mock: openapi-backend lets no unknown name and no other letter case pass,
 * and on top no value may be empty, no name may come twice, and a body must be the form that the document tells of.
 */
export async function createReferee(document: Document): Promise<Referee> {
  const backend = new OpenAPIBackend({
    // Safe: listOperations has shown the part that is looked at; the rest is the document's own.
    definition: prepare(document) as unknown as BackendDocument,
    quick: true,
    customizeAjv: () => createAjv({ coerceTypes: true }), // everything on the wire is text
  });
  await backend.init();

  return (url, init) => {
    const { pathname, searchParams } = new URL(url);
    const method = init.method ?? "GET";
    const form = typeof init.body === "string" ? new URLSearchParams(init.body) : new URLSearchParams();
    const operation = backend.router.getOperation(`${method} ${pathname}`);
    if (operation === undefined) return [`${method} ${pathname}: no such operation`];
    const result = backend.validateRequest(
      {
        method,
        path: pathname,
        query: Object.fromEntries(searchParams),
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(operation.requestBody !== undefined && { body: Object.fromEntries(form) }),
      },
      operation,
    );
    return [
      ...(result.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      ),
      ...judgePairs([...searchParams, ...form]),
      ...(init.body === undefined || init.body === null ? [] : judgeBody(operation.requestBody, init)),
    ].map((problem) => `${method} ${pathname}: ${problem}`);
  };
}

/** A copy in which every operation has its stable name as id, and a form lists all of its names. */
function prepare(document: Document): Document {
  const copy = structuredClone(document);
  for (const { operation, definition } of listOperations(copy)) {
    Object.assign(definition, { operationId: operation });
    const body = definition["requestBody"];
    const content = isObject(body) && isObject(body["content"]) ? body["content"] : {};
    for (const media of Object.values(content)) {
      if (isObject(media) && isObject(media["schema"])) {
        media["schema"] = { additionalProperties: false, ...media["schema"] };
      }
    }
  }
  return copy;
}

function judgePairs(pairs: readonly (readonly [string, string])[]): string[] {
  const names = pairs.map(([name]) => name);
  return [
    ...pairs.filter(([, value]) => value === "").map(([name]) => `${name} is empty`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} came twice`),
  ];
}

function judgeBody(requestBody: unknown, { body, headers }: RequestInit): string[] {
  const allowed = isObject(requestBody) && isObject(requestBody["content"]) ? Object.keys(requestBody["content"]) : [];
  const type = new Headers(headers).get("content-type") ?? "none";
  if (typeof body !== "string") return ["the body is no text"];
  return allowed.includes(type.split(";")[0] ?? "")
    ? []
    : [`a body of type ${type}; allowed: ${allowed.join() || "none"}`];
}
