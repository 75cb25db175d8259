/** A creator as a person named them. */
export interface Creator {
  /** Digits only, as Xingtu writes them. */
  readonly id: string;
  /** The name that stood beside the id, at most 60 characters; absent when there was none. Text of others: encode it. */
  readonly label?: string;
}

/**
 * Why something is no id: a spreadsheet rounded it, it has not 15 to 20 digits, it is the address of a video, it is an
 * address without an id, its row has no id, it stands in a second column of ids, or it is something else.
 */
export type Refusal = "rounded" | "length" | "video" | "address" | "missing" | "second-column" | "no-id";

/** What stood where an id should be: shown, never sent. */
export interface Refused {
  /** As it was given, at most 200 characters. Text of others: encode it. */
  readonly text: string;
  readonly reason: Refusal;
  readonly label?: string;
}

/** What a person gave, sorted out. */
export interface FoundCreators {
  /** Each once, in the order given. */
  readonly creators: readonly Creator[];
  /** How many of them were given again. */
  readonly duplicates: number;
  /** Each once, in the order given. */
  readonly refused: readonly Refused[];
}

/** One finding of a list, in its order. */
export type Finding = Creator | Refused;

/** What one cell or word says: an id, a reason why it is none, or neither of them. */
export type Cell = { readonly id: string } | { readonly reason: Refusal } | { readonly other: "text" | "number" };

/** A label without what cannot be seen, of a length that fits a table; `undefined` when nothing is left. */
export function toLabel(text: string): string | undefined {
  const label = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return label === "" ? undefined : label.slice(0, 60).replace(/[\uD800-\uDBFF]$/, "");
}
