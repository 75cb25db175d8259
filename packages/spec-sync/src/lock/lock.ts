/** What `openapi.lock.json` holds: which document this is, so that a change of it is seen. */
export interface Lock {
  /** Where the document came from. */
  source: string;
  /** When it was last found there, in UTC. */
  date: string;
  /** SHA-256 of the raw text, hexadecimal. */
  sha256: string;
  /** SHA-256 of what callers depend on: no prose, no `x-…`, no order. */
  structure: string;
  operations: number;
  /** The vendor's own name of this state; absent where it gives none. */
  release?: string;
  /** What wrote the lock. */
  tool: string;
  /** The server's marks of this very text, to ask whether there is another one. */
  etag?: string;
  lastModified?: string;
  /** The project's own stand-in for the vendor's document: the first one pulled replaces it, whatever it holds. */
  placeholder?: true;
}
