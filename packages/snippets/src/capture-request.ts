import type { CatalogEntry } from "@just-one/api";
import { createClient } from "@just-one/core";
import type { SnippetDestination, SnippetRequest } from "./snippet.ts";

/** A sample cannot hold what it would have to. */
export class SnippetError extends Error {}

const placeholder = "token-goes-here";

/**
 * Learns from the client itself what it would send, by catching it before the network. So a snippet sends the same, and
 * refuses the same parameters.
 *
 * @throws JustOneError for parameters or settings that the client refuses
 * @throws SnippetError for a server whose name no sample can hold
 */
export async function captureRequest(
  entry: CatalogEntry,
  parameters: Readonly<Record<string, unknown>>,
  destination: SnippetDestination,
): Promise<SnippetRequest> {
  const caught: { url: string; body: unknown }[] = [];
  const client = createClient<Record<string, { params: Readonly<Record<string, unknown>>; data: unknown }>>({
    ...destination,
    token: placeholder,
    catalog: [entry],
    fetch: (input, init) => {
      // Safe: the client passes its URL as text.
      caught.push({ url: input as string, body: init?.body });
      return Promise.resolve(Response.json({ code: 0 }));
    },
  });
  const result = await client.try(entry.operation, parameters);
  const [request] = caught;
  if (!result.ok) throw result.error;
  if (request === undefined) throw new Error("the client answered without a request");
  return toSnippetRequest(entry, request);
}

function toSnippetRequest(entry: CatalogEntry, { url, body }: { url: string; body: unknown }): SnippetRequest {
  const { origin, pathname, search } = new URL(url);
  const query = dropToken(search.slice(1));
  if (!/^https?:\/\/[\w.:[\]-]+$/u.test(origin)) {
    throw new SnippetError("a sample cannot hold the host of JUST_ONE_BASE_URL; use letters, digits, - and .");
  }
  return {
    method: entry.method,
    url: origin + encodeRest(pathname) + (query === "" ? "" : `?${query}`),
    ...(typeof body === "string" ? { form: dropToken(body) } : {}),
    token: entry.token,
  };
}

function dropToken(pairs: string): string {
  const others = pairs.split("&").filter((pair) => pair !== "" && pair !== `token=${placeholder}`);
  return others.map(encodeRest).join("&");
}

/** Encodes what `encodeURIComponent` and `URL` leave, such as quotes, brackets, `$` and `;`. */
function encodeRest(text: string): string {
  return text.replaceAll(/[^\w.~%/:@=+,-]/gu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}
