import { type Document as BackendDocument, OpenAPIBackend } from "openapi-backend";
import { getObject, isJsonObject, normalizeDocument, type OpenApiDocument, writeDocument } from "@just-one/document";
import { createAjv } from "./create-ajv.ts";
import { isObject } from "./is-object.ts";

/** Says what is wrong with a request, as `fetch` gets it; nothing when the document allows exactly that. */
export type Referee = (url: string, init: RequestInit) => string[];

/**
 * Creates a referee that is stricter than the mock: openapi-backend lets no unknown name and no other letter case pass,
 * and on top no value may be empty, no name may come twice, and a body must be the form that the document tells of.
 */
export async function createReferee(document: OpenApiDocument): Promise<Referee> {
  const ajv = createAjv({ coerceTypes: true }); // everything on the wire is text
  const backend = new OpenAPIBackend({
    // Safe: it is written as OpenAPI 3.1.
    definition: prepare(document) as unknown as BackendDocument,
    quick: true,
    customizeAjv: () => ajv, // one for all operations, which would each compile the schema of schemas
  });
  await backend.init();
  // The router goes through the whole document each time it is asked; it does not change any more.
  const operations = new Map(backend.router.getOperations().map((operation) => [operation.operationId, operation]));
  Object.assign(backend.router, { getOperation: (id: string) => operations.get(id) });

  return (url, init) => {
    const { pathname, searchParams } = new URL(url);
    const method = init.method ?? "GET";
    const form = typeof init.body === "string" ? new URLSearchParams(init.body) : new URLSearchParams();
    const operation = operations.get(`${method} ${pathname}`);
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

/** The document in one spelling, in which every operation has its stable name as id, and a form lists all of its names. */
function prepare(document: OpenApiDocument): object {
  const { document: written, operations } = writeDocument(normalizeDocument(document));
  for (const [name, operation] of operations) {
    operation["operationId"] = name;
    const body = getObject(operation, "requestBody");
    for (const media of Object.values((body && getObject(body, "content")) ?? {})) {
      if (isJsonObject(media) && isJsonObject(media["schema"])) {
        media["schema"] = { additionalProperties: false, ...media["schema"] };
      }
    }
  }
  return written;
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
