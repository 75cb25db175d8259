import { type Creator, findCreators, toLabel } from "@just-one/creator-ids";
import { type Choice, defaultChoice, isRange, isVideoType } from "../creators/choice.ts";
import type { Request } from "../creators/spread-call.ts";

/** Reads what stands behind the `#`, which no server and no log gets to see; `undefined` when there are no ids. */
export function readLink(hash: string): Request | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const creators = readCreators(values.get("ids") ?? "", values.get("names") ?? "");
  if (creators.length === 0) return undefined;
  return { creators, choice: readChoice(values) };
}

/** Writes what `readLink` reads. */
export function writeLink({ creators, choice }: Request): string {
  const values = new URLSearchParams({ range: choice.range, type: choice.type });
  if (choice.otherRange) values.set("otherRange", "");
  if (choice.otherType) values.set("otherType", "");
  const names = creators.map(({ label = "" }) => label);
  // A name holds no line end: whatever gave it took them out.
  if (names.some((name) => name !== "")) values.set("names", names.join("\n"));
  return `#ids=${creators.map(({ id }) => id).join(",")}&${values.toString()}`;
}

/** The one parser judges the ids of a link, too: whoever wrote it may have typed them. */
function readCreators(ids: string, names: string): readonly Creator[] {
  const given = ids.split(",");
  const labels = names.split("\n");
  const found = findCreators(given.join("\n")).creators;
  return found.map(({ id }) => {
    const label = toLabel(labels[given.indexOf(id)] ?? "");
    return label === undefined ? { id } : { id, label };
  });
}

function readChoice(values: URLSearchParams): Choice {
  const [range, type] = [values.get("range"), values.get("type")];
  return {
    ...defaultChoice,
    ...(isRange(range) && { range }),
    ...(isVideoType(type) && { type }),
    otherRange: values.has("otherRange"),
    otherType: values.has("otherType"),
  };
}
