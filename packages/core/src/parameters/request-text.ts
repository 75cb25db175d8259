import type { CatalogEntry } from "@just-one/api";
import { encodeParameters, encodePath } from "./encode-parameters.ts";

/** What a call sends, but for the server's address and the token; equal calls send the same. */
export interface RequestText {
  /** Without a question mark; may be empty. */
  readonly query: string;
  /** Path and query. */
  readonly target: string;
  /** Absent for operations without a form. */
  readonly form: string | undefined;
}

/** Writes what a call sends. */
export function writeRequest(entry: CatalogEntry, parameters: object): RequestText {
  const path = encodePath(entry.path, parameters);
  const query = encodeParameters(entry, "query", parameters);
  const hasForm = entry.parameters.some((parameter) => parameter.in === "form");
  return {
    query,
    target: query === "" ? path : `${path}?${query}`,
    form: hasForm ? encodeParameters(entry, "form", parameters) : undefined,
  };
}

/** One text for calls that send the same, whatever the order of their parameters, the caller's or the document's. */
export function joinRequest({ method }: CatalogEntry, { target, form = "" }: RequestText): string {
  const [path = "", query] = target.split("?", 2);
  const key = `${method} ${path}${query === undefined ? "" : `?${sortPairs(query)}`}`;
  return form === "" ? key : `${key} ${sortPairs(form)}`; // what is encoded has no spaces
}

/** Those of one name are a list, which stays as it is. */
function sortPairs(text: string): string {
  if (!text.includes("&")) return text;
  const pairs = text.split("&");
  // Nearly always they are in order.
  if (pairs.every((pair, at) => at === 0 || readName(pairs[at - 1] ?? "") <= readName(pair))) return text;
  return pairs
    .toSorted((one, other) => (readName(one) < readName(other) ? -1 : Number(readName(one) > readName(other))))
    .join("&");
}

function readName(pair: string): string {
  return pair.slice(0, pair.indexOf("="));
}
