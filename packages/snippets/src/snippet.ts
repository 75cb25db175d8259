import type { CatalogEntry, CatalogParameter } from "@just-one/api";
import type { Code, TerminalText } from "@just-one/encoders";
import type { ClientOptions } from "@just-one/core";

/** A parameter with what is said of it; empty when nothing is. */
export interface SnippetParameter extends CatalogParameter {
  readonly description: string;
}

/** An operation with its title. */
export interface SnippetEntry extends CatalogEntry {
  readonly summary: string;
  readonly parameters: readonly SnippetParameter[];
}

/** Where a call goes; absent members mean the vendor's default. */
export type SnippetDestination = Pick<ClientOptions, "environment" | "baseUrl" | "allowInsecureHttp">;

/** One call, as a program in any language makes it. */
export interface Snippet {
  readonly entry: SnippetEntry;
  /** By name, in the types that the catalog gives them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly destination: SnippetDestination;
  readonly request: SnippetRequest;
}

/**
 * What goes over the wire, without the token. URL and form are percent-encoded down to characters that mean nothing in
 * any string of any language or shell: what `quoteInert` takes.
 */
export interface SnippetRequest {
  readonly method: string;
  readonly url: string;
  /** Pairs of a form body; absent when there is no body. */
  readonly form?: string;
  /** Where the token goes. */
  readonly token: CatalogEntry["token"];
}

/** Writes a snippet in one language. */
export type WriteSnippet = (snippet: Snippet) => Code | TerminalText;
