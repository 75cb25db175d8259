import { type Choice, defaultChoice, isRange, isVideoType } from "../creators/choice.ts";

/** What a link to the page holds, behind the `#`, which no server and no log gets to see. */
export interface Link {
  readonly text: string;
  readonly choice: Choice;
}

/** Reads what stands behind the `#`; `undefined` when there are no ids. */
export function readLink(hash: string): Link | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const ids = values.get("ids");
  if (ids === null || ids === "") return undefined;
  const [range, type] = [values.get("range"), values.get("type")];
  return {
    text: ids.replaceAll(",", "\n"),
    choice: {
      ...defaultChoice,
      ...(isRange(range) && { range }),
      ...(isVideoType(type) && { type }),
      otherRange: values.has("otherRange"),
      otherType: values.has("otherType"),
    },
  };
}

/** Writes what `readLink` reads. */
export function writeLink(ids: readonly string[], choice: Choice): string {
  const values = new URLSearchParams({ range: choice.range, type: choice.type });
  if (choice.otherRange) values.set("otherRange", "");
  if (choice.otherType) values.set("otherType", "");
  return `#ids=${ids.join(",")}&${values.toString()}`;
}
