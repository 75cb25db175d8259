import createClient from "openapi-fetch";
import { encodePath } from "../parameters/encode-parameters.ts";

/** openapi-fetch's client without its types, which know of no operation that is found at run time. */
export interface OpenapiFetch {
  request(method: string, path: string, init: object): Promise<unknown>;
}

/** An openapi-fetch client with our serializers; its requests are URLs, unless a call brings a `Request` of its own. */
export function createOpenapiFetch(baseUrl: string): OpenapiFetch {
  const client = createClient({
    baseUrl,
    // Safe: nobody but our own `fetch` looks at it.
    Request: PlainRequest as unknown as typeof Request,
    pathSerializer: encodePath,
    // Of what was written already; safe: no other query is given.
    querySerializer: (query) => query as unknown as string,
    bodySerializer: (form) => form,
  });
  return client as unknown as OpenapiFetch; // safe: it takes any path
}

/** What openapi-fetch asks `fetch` for. */
export class PlainRequest {
  readonly method = "";
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }
}

/** A reply in which openapi-fetch has nothing to read: it has no limit of size, and throws bare errors at HTML. */
export const emptyReply: object = { status: 204, headers: { get: () => undefined } };
