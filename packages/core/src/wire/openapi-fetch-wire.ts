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
      const init = {
        params: { path: parameters },
        querySerializer: () => text.query,
        body: text.form,
        headers: text.form === undefined ? undefined : formHeaders,
      };
      if (list.length > 0) return runMiddleware(request, { client, init, list, send, options });
      const fetch = async ({ url }: PlainRequest): Promise<PlainReply> => {
        const outcome = await send(request, url);
        return { ...emptyReply, outcome };
      };
      // Safe: it is what `fetch` has just returned.
      return client
        .request(entry.method, entry.path, { ...init, fetch })
        .then(({ response }) => (response as PlainReply).outcome);
    };
  };
}

interface PlainReply {
  readonly outcome: WireOutcome;
}
