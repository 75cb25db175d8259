import { joinShown, show, type TerminalText } from "@just-one/encoders";
import stringWidth from "string-width";

/** What a sign or word in a table means. */
export type Meaning = readonly [sign: string, meaning: string];

export interface LegendStyle {
  readonly width: number;
  readonly paint: (text: TerminalText) => TerminalText;
}

/** Explains the signs that a table uses, and no others, in as few lines as they need. */
export function formatLegend(table: string, meanings: readonly Meaning[], { width, paint }: LegendStyle): TerminalText {
  const lines: TerminalText[] = [];
  for (const [sign, meaning] of meanings.filter(([used]) => table.includes(used))) {
    const entry = show`${sign} ${meaning}`;
    const longer = joinShown([...lines.slice(-1), entry], show` · `);
    if (lines.length === 0 || stringWidth(longer) > width) lines.push(entry);
    else lines[lines.length - 1] = longer;
  }
  return joinShown(lines.map((line) => joinShown([paint(line), show`\n`])));
}
