import { type Choice, flipRange, flipType } from "../creators/choice.ts";
import { listStates } from "../creators/closings.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import type { Messages } from "../messages/english.ts";
import { formatWhen } from "./format-when.ts";

/** What a table, a file or a picture shows, in the parts that stand between its dots. */
export interface Shown {
  /** Such as `近 30 天`, `个人视频` and what it is compared with. */
  readonly question: readonly string[];
  /** When the vendor gave the figures, such as `11-26 20:26`, or two moments; absent while there are none. */
  readonly when?: string;
}

/** Says what is shown: window, kind of video, and of when. */
export function describeShown(
  { choice, rows }: { readonly choice: Choice; readonly rows: readonly CreatorRow[] },
  messages: Messages,
  now: number = Date.now(),
): Shown {
  const { range, type, otherRange, otherType } = choice;
  const others = [
    ...(otherRange ? [messages.ranges[flipRange(range)]] : []),
    ...(otherType ? [messages.types[flipType(type)]] : []),
  ];
  const question = [messages.ranges[range], messages.types[type], ...others.map(messages.loading.comparedWith)];
  const moments = rows.flatMap(listStates).flatMap((state) => (state.status === "loaded" ? [state.receivedAt] : []));
  if (moments.length === 0) return { question };
  const [first, last] = [Math.min(...moments), Math.max(...moments)].map((moment) => formatWhen(moment, now));
  return { question, when: first === last ? String(first) : `${first} – ${last}` };
}

/** The same in one line: `近 30 天 · 个人视频 · 11-26 20:26`. */
export function writeShown({ question, when }: Shown): string {
  return [...question, ...(when === undefined ? [] : [when])].join(" · ");
}
