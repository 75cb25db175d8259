import { encodeLine, joinShown, show, type TerminalText } from "@just-one/encoders";
import { measureWidth } from "./measure-width.ts";

/** Joins what there is to tell with dots between, the first things first, and leaves out whatever finds no room in one line. */
export function joinFitting(parts: readonly string[], width: number): TerminalText {
  let line = show``;
  for (const part of parts.filter((each) => each !== "").map(encodeLine)) {
    const longer = line === "" ? part : joinShown([line, part], show` · `);
    if (measureWidth(longer) <= width || line === "") line = longer;
  }
  return line;
}
