import type { Middleware } from "openapi-fetch";
import { ConfigError } from "../errors/config-error.ts";
import { createOpenapiFetch, emptyReply, type PlainRequest } from "./openapi-fetch-client.ts";
import { hooks, runMiddleware } from "./run-middleware.ts";
import { type CreateWire, createSend, formHeaders, type WireOutcome } from "./wire.ts";

/**
 * The way through an openapi-fetch client: its URL with our serializers, its middleware, and at its end our `fetch`, which
 * adds the token and reads the reply.
 *
 * @throws ConfigError for a middleware without a hook
 */
export function throughOpenapiFetch(middleware: readonly Middleware[] = []): CreateWire {
  const list = [...middleware]; // read once
  for (const [index, one] of list.entries()) {
    if (!hooks.some((hook) => typeof (one as Middleware | undefined)?.[hook] === "function")) {
      throw new ConfigError(`\`middleware[${index}]\` must have a method ${hooks.join(", ")}`);
    }
  }
  return (options) => {
    const send = createSend(options);
    const client = createOpenapiFetch(options.baseUrl);
    return (request) => {
      const { entry, parameters, request: text } = request.call;
      const body = text.form;
      const headers = body === undefined ? undefined : formHeaders;
      if (list.length > 0) {
        const init = { params: { path: parameters }, querySerializer: () => text.query, body, headers };
        return runMiddleware(request, { client, init, list, send, options });
      }
      let sending: Promise<WireOutcome> | undefined;
      const fetch = ({ url }: PlainRequest): object => {
        sending = send(request, url);
        return emptyReply;
      };
      const query = text.query;
      const init = { params: { path: parameters, query }, body, headers, fetch };
      const asking = client.request(entry.method, entry.path, init);
      // Nearly always there at once, for without middleware nothing is waited for before `fetch`, and nothing behind it is of use.
      // Safe: whoever gets a reply out of openapi-fetch has been at our `fetch`.
      return sending ?? asking.then(() => sending as Promise<WireOutcome>);
    };
  };
}
