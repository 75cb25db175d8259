import type { SpreadParameters } from "./spread-operation.ts";

/** What was asked of every creator of a run; what a person left out is the vendor's own choice, which nobody knows. */
export type AskedQuestion = Pick<SpreadParameters, "range" | "type" | "platform" | "onlyAssign" | "flowType">;

/** The question in words, part by part, such as `30 days`, `personal videos`. */
export function describeQuestion({ range, type, platform, onlyAssign, flowType }: AskedQuestion): string[] {
  return [
    range === undefined ? "the vendor's own window" : (windows[range] ?? range),
    type === undefined ? "the vendor's own type of videos" : (types[type] ?? type),
    ...describeFilters({ platform, onlyAssign, flowType }),
  ];
}

/** What both windows and both types of videos of a full picture have in common. */
export function describeFilters({ platform, onlyAssign, flowType }: AskedQuestion): string[] {
  return [
    ...(platform === undefined ? [] : [platform.toLowerCase().replaceAll("_", " ")]),
    ...(onlyAssign === true ? ["assigned orders only"] : []),
    ...(flowType === undefined ? [] : [`traffic filter ${flowType}`]),
  ];
}

const windows: Readonly<Record<string, string>> = { DAY_30: "30 days", DAY_90: "90 days" };
const types: Readonly<Record<string, string>> = { PERSONAL_VIDEO: "personal videos", XINTU_VIDEO: "Xingtu videos" };
