import type { SpreadParameters } from "../spread-operation.ts";

export type VariantName = "personal30" | "personal90" | "xingtu30" | "xingtu90";

/** The four questions of a full picture: both windows of time for both types of video. */
export const variants: Readonly<Record<VariantName, Pick<SpreadParameters, "type" | "range">>> = {
  personal30: { type: "PERSONAL_VIDEO", range: "DAY_30" },
  personal90: { type: "PERSONAL_VIDEO", range: "DAY_90" },
  xingtu30: { type: "XINTU_VIDEO", range: "DAY_30" },
  xingtu90: { type: "XINTU_VIDEO", range: "DAY_90" },
};

/** In the order in which they are asked and shown. */
export const variantNames: readonly VariantName[] = ["personal30", "personal90", "xingtu30", "xingtu90"];
