import type { Impact } from "./judge-impact.ts";

const maxReasons = 3;

/** Tells in one line for each app and package what a new document means to it; nothing where there are none. */
export function formatImpact(impacts: readonly Impact[], quote: (text: string) => string = (text) => text): string {
  return impacts
    .map((impact) => `- ${quote(impact.consumer)}: ${impact.verdict}${formatReasons(impact, quote)}`)
    .join("\n");
}

function formatReasons({ because }: Impact, quote: (text: string) => string): string {
  if (because.length === 0) return "";
  const more = because.length > maxReasons ? ` and ${because.length - maxReasons} more` : "";
  return `, because of ${because
    .slice(0, maxReasons)
    .map((reason) => quote(reason))
    .join(", ")}${more}`;
}
