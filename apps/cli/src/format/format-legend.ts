import { show, type TerminalText } from "@just-one/encoders";
import { type JoinStyle, joinWithin } from "./join-within.ts";

/** What a sign or word in a table means. */
export type Meaning = readonly [sign: string, meaning: string];

/** Explains the signs that a table uses, and no others, in as few lines as they need. */
export function formatLegend(table: string, meanings: readonly Meaning[], style: JoinStyle): TerminalText {
  const used = meanings.filter(([sign]) => table.includes(sign));
  return joinWithin(
    used.map(([sign, meaning]) => show`${sign} ${meaning}`),
    style,
  );
}
