import type { Creator } from "@just-one/creator-ids";

/** A list as a person would type it, which the parser reads as the same creators. */
export function writeList(creators: readonly Creator[]): string {
  if (creators.every(({ label }) => label === undefined)) return creators.map(({ id }) => id).join("\n");
  const lines = creators.map(({ id, label = "" }) => `${id}\t${quote(label)}`);
  return ["ID\tName", ...lines].join("\n");
}

/** As tables do: a sign that begins a quoted cell would else swallow those after it. */
function quote(label: string): string {
  return label.includes('"') ? `"${label.replaceAll('"', '""')}"` : label;
}
