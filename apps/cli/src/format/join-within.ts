import { joinShown, show, type TerminalText } from "@just-one/encoders";
import { measureWidth } from "./measure-width.ts";

export interface JoinStyle {
  /** Characters in a line. */
  readonly width: number;
  readonly paint: (text: TerminalText) => TerminalText;
}

/** Joins short texts with dots between them, in as few lines as they need. */
export function joinWithin(texts: readonly TerminalText[], { width, paint }: JoinStyle): TerminalText {
  const lines: TerminalText[] = [];
  for (const text of texts) {
    const longer = joinShown([...lines.slice(-1), text], show` · `);
    if (lines.length === 0 || measureWidth(longer) > width) lines.push(text);
    else lines[lines.length - 1] = longer;
  }
  return joinShown(lines.map((line) => joinShown([paint(line), show`\n`])));
}
