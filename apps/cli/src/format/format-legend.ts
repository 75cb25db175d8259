import stringWidth from "string-width";

/** What a sign or word in a table means. */
export type Meaning = readonly [sign: string, meaning: string];

export interface LegendStyle {
  readonly width: number;
  readonly paint: (text: string) => string;
}

/** Explains the signs that a table uses, and no others, in as few lines as they need. */
export function formatLegend(table: string, meanings: readonly Meaning[], { width, paint }: LegendStyle): string {
  const lines: string[] = [];
  for (const [sign, meaning] of meanings.filter(([used]) => table.includes(used))) {
    const entry = `${sign} ${meaning}`;
    const longer = lines.length === 0 ? entry : `${lines.at(-1)} · ${entry}`;
    if (lines.length === 0 || stringWidth(longer) > width) lines.push(entry);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => `${paint(line)}\n`).join("");
}
