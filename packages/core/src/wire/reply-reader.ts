import { adaptReply, type Reply } from "./adapt-reply.ts";
import { decodeCharset } from "./decode-charset.ts";
import type { Decode } from "./decode-text.ts";

/** Reads replies that are not as a platform's `fetch` and JSON are. */
export interface ReplyReader {
  /** Makes a client's kind of reply out of what another make of `fetch` resolved to. */
  readonly adapt: (given: Reply) => Reply;
  /** Makes a text of what a body brought. */
  readonly decode: Decode;
}

/**
 * Reads replies of any make of `fetch`, as node-fetch's or a test's with `json()` alone, in any charset that the platform
 * knows.
 *
 * @example
 * ```ts
 * const client = createLeanClient({ token, catalog, fetch: nodeFetch, replyReader: readAnyReply });
 * ```
 */
export const readAnyReply: ReplyReader = { adapt: adaptReply, decode: decodeCharset };
