/** What a finder took in one process. */
export interface FindSample {
  /** Milliseconds to index all operations, cold. */
  readonly loadMs: number;
  /** Of the first question. */
  readonly firstMs: number;
  /** Median of the questions. */
  readonly questionMs: number;
  readonly peerLoadMs: number;
}
