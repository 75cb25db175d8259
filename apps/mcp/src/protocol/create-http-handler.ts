import { createMcpHandler } from "@modelcontextprotocol/server";
import { createFactory } from "./create-factory.ts";
import type { Surface } from "./surface.ts";

/** Who is behind a request, as the protocol's side passes it on to tools. */
export interface HttpCaller {
  readonly principal: string;
  readonly scopes: readonly string[];
}

/** Answers requests of both eras, each by itself: no session, and so no instance that a client must come back to. */
export interface HttpHandler {
  fetch(request: Request, caller: HttpCaller): Promise<Response>;
  close(): Promise<void>;
}

const maxBodyBytes = 1_048_576;

export function createHttpHandler(surface: Surface): HttpHandler {
  const handler = createMcpHandler(createFactory(surface), { maxRequestBodySize: maxBodyBytes });
  return {
    // The key itself goes no further than the door.
    fetch: (request, { principal, scopes }) =>
      handler.fetch(request, { authInfo: { token: "", clientId: principal, scopes: [...scopes] } }),
    close: () => handler.close(),
  };
}
