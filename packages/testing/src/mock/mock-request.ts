/** A request that the mock server answered, as a test wants to see it: without the token. */
export interface MockRequest {
  /** `"METHOD /path"` of the document; the method and path that were asked for when no operation has them. */
  readonly operation: string;
  /** Path, query and form parameters as they came, decoded, without the token; a name that came twice holds a list. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  /** Whether a token came with it. Its value is kept nowhere. */
  readonly hasToken: boolean;
}

/** A request and how it was answered. */
export interface AnsweredRequest extends MockRequest {
  readonly httpStatus: number;
  /** The envelope's code; absent when the answer was no envelope, as for an unknown path. */
  readonly code?: number;
}
