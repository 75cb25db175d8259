import type { CatalogEntry } from "@just-one/api";
import { createFinalURL } from "openapi-fetch";
import { encodeParameters, encodePath } from "./encode-parameters.ts";

/** What a call sends, but for the server's address and the token; equal calls send the same. */
export interface RequestText {
  /** Path and query. */
  readonly target: string;
  /** Absent for operations without a form. */
  readonly form: string | undefined;
}

/** Writes what a call sends; openapi-fetch puts path and query together. */
export function writeRequest(entry: CatalogEntry, parameters: object): RequestText {
  const target = createFinalURL(entry.path, {
    baseUrl: "",
    // Safe: an object may be read by the names in a path; the values stay unknown.
    params: { path: parameters as Record<string, unknown> },
    pathSerializer: encodePath,
    querySerializer: () => encodeParameters(entry, "query", parameters),
  });
  const hasForm = entry.parameters.some((parameter) => parameter.in === "form");
  return { target, form: hasForm ? encodeParameters(entry, "form", parameters) : undefined };
}

/** One text for equal parameters of one operation, whatever their order. */
export function toRequestKey({ target, form = "" }: RequestText): string {
  return form === "" ? target : `${target} ${form}`; // what is encoded has no spaces
}
