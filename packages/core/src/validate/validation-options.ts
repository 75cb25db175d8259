import type { Mismatch, Validator } from "@just-one/api";

/** How replies are held against their types. */
export interface ValidationOptions {
  /**
   * Whether `data` of a success is checked against its schema: `"warn"` tells the event `mismatch`, `"error"` makes the
   * call fail with `MismatchError` as well, though it was billed. Replies of the cache are checked like fresh ones.
   * @default "off"
   */
  readonly validate?: "off" | "warn" | "error" | undefined;
  /**
   * Needed by `validate`: `validators` of `@just-one/api/validators`, some of them, or your own. Operations without one
   * are not checked.
   */
  readonly validators?: readonly Validator[] | undefined;
  /** Gets each reply that differs, to look at or to keep as an example; in `"error"` mode it is the error's `data`, too. */
  readonly onMismatch?: OnMismatch | undefined;
}

/** A reply that differs from its type, with its data: whoever logs it logs what the vendor sent. */
export interface MismatchReport {
  /** `"METHOD /path"`. */
  readonly operation: string;
  /** The places that differ, without what stands there. */
  readonly mismatches: readonly Mismatch[];
  /** The reply's whole `data`. */
  readonly data: unknown;
}

/** Receives replies that differ. What it throws is swallowed: an observer never makes a paid call fail. */
export type OnMismatch = (report: MismatchReport) => void;
