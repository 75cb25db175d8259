/** The names of all faults, for a test that tries each. */
export const faultNames = [
  /** The request is read, then the connection is reset. */
  "reset-before-reply",
  /** The head and half of the body, then a reset. */
  "reset-during-reply",
  /** The whole reply, then a reset of the connection that was to be used again. */
  "reset-after-reply",
  /** Half of the body that `content-length` promises, then the end. */
  "cut-body",
  /** A chunked body that ends within a chunk, with whole JSON in it, which a client may read. */
  "cut-chunk",
  /** A good end of the reply in the middle of its JSON. */
  "half-json",
  /** JSON by its content type, and noise. */
  "garbage",
  /** Another protocol's greeting. */
  "not-http",
  /** A body that is no gzip, though its head says so. */
  "bad-gzip",
  /** A gateway's page. */
  "html-502",
  /** Status 500 and nothing else. */
  "empty-500",
  /** A `content-length` that is too small for the body. */
  "wrong-length",
  /** A body without an end, a byte every 20 ms, until the client goes. */
  "drip",
  /** No reply, and an open connection. */
  "hang",
  /** The head and half of the body, then nothing, and an open connection. */
  "stall",
  /** 256 MiB of JSON, as fast as the client reads. */
  "huge-body",
  /** 307 to another host, with the token if the client lets it. */
  "redirect",
] as const;

/** The name of a fault. */
export type FaultName = (typeof faultNames)[number];

const names: ReadonlySet<unknown> = new Set(faultNames);

/** Tells the name of a fault from a business code. */
export function isFaultName(value: unknown): value is FaultName {
  return names.has(value);
}
