import stringWidth from "string-width";
import { cleanText } from "./clean-text.ts";

/** Breaks prose into lines of at most `width` characters; words that are longer, as Chinese sentences are, break too. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n").map(cleanText)) {
    let line = "";
    for (const word of paragraph.split(" ").flatMap((one) => splitWord(one, width))) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (stringWidth(longer) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    if (line !== "") lines.push(line);
  }
  return lines;
}

function splitWord(word: string, width: number): string[] {
  if (stringWidth(word) <= width) return [word];
  const pieces = [""];
  for (const character of word) {
    const longer = (pieces.at(-1) ?? "") + character;
    if (stringWidth(longer) <= width) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces;
}
