/** What one contender reached in one round of calls. */
export interface CallSample {
  /** Calls a second. */
  readonly rate: number;
  /** Microseconds of processor time a call, user and system, of the calling process. */
  readonly cpu: number;
}
