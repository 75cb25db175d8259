import type { TerminalText } from "@just-one/encoders";
import type { Terminal } from "../terminal.ts";

/** Says on stderr what is good to know and no failure; `--quiet` leaves it out. */
export function tell(terminal: Terminal, text: TerminalText): void {
  if (terminal.isQuiet !== true) terminal.stderr.write(text);
}
