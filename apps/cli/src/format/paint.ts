import { styleText } from "node:util";
import type { TerminalText } from "@just-one/encoders";
import type { Output } from "../terminal.ts";

/** How each kind of text is painted. */
export type Paint = Readonly<Record<"bold" | "dim" | "green" | "red" | "yellow", (text: TerminalText) => TerminalText>>;

/** Creates painters for a stream: colours for a terminal, unless NO_COLOR or a lesser terminal forbids them. */
export function createPaint(stream: Output): Paint {
  const paint =
    (style: "bold" | "dim" | "green" | "red" | "yellow") =>
    (text: TerminalText): TerminalText =>
      // Safe: colours of ours around encoded text.
      styleText(style, text, { stream }) as TerminalText;
  return { bold: paint("bold"), dim: paint("dim"), green: paint("green"), red: paint("red"), yellow: paint("yellow") };
}
