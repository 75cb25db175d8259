/** The vendor's words for the time window. */
export type Range = "DAY_30" | "DAY_90";

/** The vendor's words for the kind of video; the odd spelling is the wire's. */
export type VideoType = "PERSONAL_VIDEO" | "XINTU_VIDEO";

/** Which figures are asked for. */
export interface Choice {
  readonly range: Range;
  readonly type: VideoType;
  /** Also the other window, to compare 30 days with 90. */
  readonly otherRange: boolean;
  /** Also the other kind of video. */
  readonly otherType: boolean;
}

/** One question about each creator; each is a call. */
export interface Variant {
  readonly range: Range;
  readonly type: VideoType;
}

/** Every question there is, in the order in which files have them. */
export const allVariants: readonly Variant[] = [
  { range: "DAY_30", type: "PERSONAL_VIDEO" },
  { range: "DAY_90", type: "PERSONAL_VIDEO" },
  { range: "DAY_30", type: "XINTU_VIDEO" },
  { range: "DAY_90", type: "XINTU_VIDEO" },
];

export const defaultChoice: Choice = { range: "DAY_30", type: "PERSONAL_VIDEO", otherRange: false, otherType: false };

/** The questions that a choice asks, the main one first. */
export function listVariants({ range, type, otherRange, otherType }: Choice): readonly Variant[] {
  return [
    { range, type },
    ...(otherRange ? [{ range: flipRange(range), type }] : []),
    ...(otherType ? [{ range, type: flipType(type) }] : []),
  ];
}

export function flipRange(range: Range): Range {
  return range === "DAY_30" ? "DAY_90" : "DAY_30";
}

export function flipType(type: VideoType): VideoType {
  return type === "PERSONAL_VIDEO" ? "XINTU_VIDEO" : "PERSONAL_VIDEO";
}

export function isRange(value: unknown): value is Range {
  return value === "DAY_30" || value === "DAY_90";
}

export function isVideoType(value: unknown): value is VideoType {
  return value === "PERSONAL_VIDEO" || value === "XINTU_VIDEO";
}
