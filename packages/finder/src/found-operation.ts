/** An operation that was found. All words are the document's: encode them where they are shown. */
export interface FoundOperation {
  /** `"METHOD /path"`, of the version to take. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly title: string;
  readonly platform: string;
  /** Parameters that must be given. */
  readonly needs: readonly string[];
  /** Such as `"deprecated"`; what to know before calling it. */
  readonly remarks: readonly string[];
  /** All versions of its family, this one included, the best first; they may differ in parameters and replies. */
  readonly versions: readonly string[];
  /** How well it fits, above zero; comparable within one search only. */
  readonly score: number;
}
