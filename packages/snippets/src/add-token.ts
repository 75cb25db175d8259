import type { SnippetRequest } from "./snippet.ts";

/** What a language puts into its strings: everything up to where the encoded token follows. */
export interface TokenPlaces {
  /** Ends with `token=` when the token goes into the query. */
  readonly url: string;
  /** Ends with `token=` when the token goes into the form; absent when there is no body. */
  readonly form?: string;
}

/** Prepares URL and form so that a program only has to append its token to one of them. */
export function addToken({ url, form, token }: SnippetRequest): TokenPlaces {
  const inQuery = token === "query" ? `${url}${url.includes("?") ? "&" : "?"}token=` : url;
  if (form === undefined) return { url: inQuery };
  return { url: inQuery, form: token === "form" ? `${form}${form === "" ? "" : "&"}token=` : form };
}
