/** A JSONPath (RFC 9535), taken apart. */
export interface Query {
  /** `$` is the whole document, also within filters; `@` what a filter is asked about. */
  root: "$" | "@";
  segments: readonly Segment[];
}

export interface Segment {
  /** `..`: asked of everything within, too. */
  isDescendant: boolean;
  selectors: readonly Selector[];
}

export type Selector =
  | { kind: "name"; name: string }
  | { kind: "wildcard" }
  | { kind: "index"; index: number }
  | { kind: "slice"; start?: number; end?: number; step: number }
  | { kind: "filter"; test: Test };

/** What a filter asks: true or false. */
export type Test =
  | { kind: "or" | "and"; tests: readonly Test[] }
  | { kind: "not"; test: Test }
  | { kind: "exists"; query: Query }
  | { kind: "compare"; operator: Operator; left: Comparable; right: Comparable }
  | { kind: "match"; isWhole: boolean; text: Comparable; pattern: Comparable };

export type Operator = "==" | "!=" | "<=" | ">=" | "<" | ">";

/** What can be compared: a value, or nothing. */
export type Comparable =
  | { kind: "literal"; value: string | number | bigint | boolean | null }
  /** Of a query that names one node at most, or by `value()`: its value. */
  | { kind: "value" | "count"; query: Query }
  | { kind: "length"; of: Comparable };

/** Tells a query that can name one node at most. */
export function isSingular({ segments }: Query): boolean {
  return segments.every(
    ({ isDescendant, selectors: [only, ...others] }) =>
      !isDescendant && others.length === 0 && (only?.kind === "name" || only?.kind === "index"),
  );
}
