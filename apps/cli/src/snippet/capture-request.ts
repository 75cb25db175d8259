import type { CatalogEntry } from "@just-one/api";
import type { ClientOptions } from "@just-one/core";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import type { AnyOperations } from "../operations/any-operations.ts";
import { createVendorClient, readAddress } from "../session/create-vendor-client.ts";
import { describeFailure } from "../session/describe-failure.ts";
import type { Terminal } from "../terminal.ts";
import type { SnippetRequest } from "./snippet.ts";

const placeholder = "token-goes-here";

/**
 * Learns from the client itself what it would send, by catching it before the network. So a snippet sends the same, and
 * refuses the same parameters.
 *
 * @throws CliError for parameters or settings that the client refuses
 */
export async function captureRequest(
  entry: CatalogEntry,
  parameters: Readonly<Record<string, unknown>>,
  { environment, allowInsecureHttp }: Pick<Terminal, "environment"> & Pick<ClientOptions, "allowInsecureHttp">,
): Promise<SnippetRequest> {
  const caught: { url: string; body: unknown }[] = [];
  const client = createVendorClient<AnyOperations>({
    ...readAddress(environment),
    token: placeholder,
    catalog: [entry],
    allowInsecureHttp,
    fetch: (input, init) => {
      // Safe: the client passes its URL as text.
      caught.push({ url: input as string, body: init?.body });
      return Promise.resolve(Response.json({ code: 0 }));
    },
  });
  const result = await client.try(entry.operation, parameters);
  const [request] = caught;
  if (!result.ok) throw new CliError(describeFailure(result.error), exitCodes.wrongUse);
  if (request === undefined) throw new Error("the client answered without a request");
  return toSnippetRequest(entry, request);
}

function toSnippetRequest(entry: CatalogEntry, { url, body }: { url: string; body: unknown }): SnippetRequest {
  const { origin, pathname, search } = new URL(url);
  const query = dropToken(search.slice(1));
  if (!/^https?:\/\/[\w.:[\]-]+$/u.test(origin)) {
    throw new CliError(
      "a sample cannot hold the host of JUST_ONE_BASE_URL; use letters, digits, - and .",
      exitCodes.wrongUse,
    );
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
