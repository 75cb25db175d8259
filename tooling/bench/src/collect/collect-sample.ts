/** What one contender reached in one run. */
export interface CollectSample {
  /** Items a second, from the first to the last. */
  readonly rate: number;
  /** Items planned a second; 0 for who plans nothing. */
  readonly planRate: number;
  /** Milliseconds from the program's first line to its first request, without the planning. */
  readonly firstMs: number;
  /** At most, megabytes. */
  readonly rssMb: number;
}
