import { encodeLine, type TerminalText } from "@just-one/encoders";
import { measureWidth } from "./measure-width.ts";

/** Breaks prose into lines of at most `width` characters; words that are longer, as Chinese sentences are, break too. */
export function wrapText(text: string, width: number): TerminalText[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n").map(encodeLine)) {
    let line = "";
    for (const word of paragraph.split(" ").flatMap((one) => splitWord(one, width))) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (measureWidth(longer) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    if (line !== "") lines.push(line);
  }
  // Again: a line may now begin with what stood in the middle of one.
  return lines.map(encodeLine);
}

function splitWord(word: string, width: number): string[] {
  if (measureWidth(word) <= width) return [word];
  const pieces = [""];
  for (const character of word) {
    const longer = (pieces.at(-1) ?? "") + character;
    if (measureWidth(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}
