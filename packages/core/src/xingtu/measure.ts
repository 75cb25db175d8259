/** How sure it is what a field means and in which unit it counts; the vendor documents neither. */
export type Certainty = "proven" | "likely" | "unknown";

/**
 * - `count`: videos, plays, likes … as a number
 * - `fraction`: 0.0244 is 2.44 %
 * - `yuan`: a decimal string with at least two decimals
 * - `seconds`
 * - `unknown`: the vendor's own value, not converted
 */
export type Unit = "count" | "fraction" | "yuan" | "seconds" | "unknown";

/** A value with its unit, and how certain both are. */
export interface Measure<T = number> {
  /** In `unit`. */
  readonly value: T;
  /** What the value counts. */
  readonly unit: Unit;
  /** How sure meaning and unit are. */
  readonly certainty: Certainty;
}

/** Where a value stands among the creators that the vendor compares with. */
export interface Peers {
  /** The vendor's name of the peer group, such as 剧情搞笑 (comic drama); absent when it gave none. */
  readonly label?: string;
  /** The share of them that is beaten. */
  readonly beaten?: Measure<unknown>;
}

/** A measure with its peers, where the vendor compared. */
export interface ComparedMeasure<T = number> extends Measure<T> {
  /** Absent when the vendor did not compare. */
  readonly peers?: Peers;
}
