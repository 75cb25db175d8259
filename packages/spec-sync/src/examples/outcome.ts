/** What became of one operation's example. */
export type Outcome =
  | { kind: "written" | "unchanged"; synthetic: boolean | undefined; checkedAt: string | undefined }
  /** It was there already and was not asked for again. */
  | { kind: "cached"; checkedAt: string | undefined }
  /** The vendor has none. */
  | { kind: "none" }
  /** It was not kept; the reason says what looks like a secret, never the secret. */
  | { kind: "refused"; reason: string }
  | { kind: "failed"; reason: string };
